import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildStacks } from '../../infra/stacks.ts';
import { makeApp } from './templates.ts';

const root = join(import.meta.dirname, '..', '..');
const { app, folder } = makeApp();
buildStacks(app);
app.synth();
const templates = readdirSync(folder).filter((file) => file.endsWith('.template.json'));

const lint = (files: readonly string[]) =>
  spawnSync(
    join(root, '.venv/bin/cfn-lint'),
    ['--config-file', join(root, 'infra/cfn-lint.yaml'), '--', ...files.map((file) => join(folder, file))],
    { encoding: 'utf8' },
  );

test('cfn-lint finds nothing in any template', () => {
  expect(templates.length).toBeGreaterThan(6);
  const { status, stdout, stderr } = lint(templates);
  expect(`${stdout}${stderr}`).toBe('');
  expect(status).toBe(0);
});

test('cfn-lint looks: a property that does not exist is found', () => {
  const template = JSON.parse(readFileSync(join(folder, 'OpenScriptData.template.json'), 'utf8')) as {
    Resources: Record<string, { Properties: object }>;
  };
  Object.assign(template.Resources.MainTable06387DF9?.Properties ?? {}, { BillingMod: 'PAY_PER_REQUEST' });
  writeFileSync(join(folder, 'spoiled.template.json'), JSON.stringify(template));
  const { status, stdout } = lint(['spoiled.template.json']);
  expect(stdout).toContain('BillingMod');
  expect(status).not.toBe(0);
});
