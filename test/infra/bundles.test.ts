import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../../infra/constructs/bundle-all.ts';
import { bundling, nodeEntries } from '../../infra/constructs/bundling.ts';

const folder = mkdtempSync(join(tmpdir(), 'openscript-bundles-'));
afterAll(() => rmSync(folder, { recursive: true }));
execFileSync(process.execPath, [join(root, 'bin', 'bundle.ts'), folder]);

const filesOf = (name: string) =>
  readdirSync(join(folder, name))
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(folder, name, file), 'utf8'));
const names = Object.keys(nodeEntries);

/** 1 MiB: what is uploaded, and at most read and compiled. */
const MAX_BYTES = 1024 * 1024;

describe('the bundles of the functions', () => {
  test('are there for every entry, and nothing else is', () => {
    expect(readdirSync(folder).sort()).toEqual([...names].sort());
  });

  test.each(names)('%s is at most 1 MiB', (name) => {
    const bytes = filesOf(name).reduce((sum, source) => sum + Buffer.byteLength(source), 0);
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThanOrEqual(MAX_BYTES);
  });

  test('an API leaves the clients of few routes, and the form parser, to files of their own', () => {
    const later = {
      RunsApi: ['StartExecution', 'ListTasks', 'GetSecretValue'],
      ScriptsApi: ['Unexpected end of form', 'GetSecretValue'],
    };
    for (const [name, words] of Object.entries(later)) {
      const entry = readFileSync(join(folder, name, 'index.js'), 'utf8');
      const whole = filesOf(name).join('\n');
      expect(words.filter((word) => entry.includes(word))).toEqual([]);
      expect(words.filter((word) => !whole.includes(word))).toEqual([]);
    }
  });

  test('hold the SDK, and of its credential providers only the one that reads the environment', () => {
    const { metafile } = buildSync({
      ...bundling,
      absWorkingDir: root,
      entryPoints: { ...nodeEntries },
      outdir: '/bundles',
      write: false,
      metafile: true,
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.some((input) => input.includes('node_modules/@aws-sdk/client-dynamodb/'))).toBe(true);
    expect(inputs.filter((input) => /credential-provider-(?!env\/)/.test(input))).toEqual([]);
  });
});
