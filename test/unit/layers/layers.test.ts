import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');

const cruise = async (folder: string, targets: readonly string[]) => {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...targets];
  const { stdout } = await run(join(root, 'node_modules/.bin/depcruise'), args, {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((failed: { stdout: string }) => failed);
  const { summary } = JSON.parse(stdout) as {
    summary: { totalCruised: number; violations: { rule: { name: string }; from: string }[] };
  };
  return summary;
};

describe('the layers', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'openscript-layers-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('hold in the whole source', async () => {
    const summary = await cruise(root, ['bin', 'infra', 'functions', 'events', 'local']);
    expect(summary.totalCruised).toBeGreaterThan(60);
    expect(summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`)).toEqual([]);
  });

  // dependency-cruiser that cannot parse TypeScript cruises nothing and passes: a planted fault of each kind must be seen.
  it('find a planted violation of each rule', async () => {
    const planted: Readonly<Record<string, string>> = {
      'functions/a-circle/one.ts': "import { two } from './two.ts'; export const one = () => two;",
      'functions/a-circle/two.ts': "import { one } from './one.ts'; export const two = () => one;",
      'functions/platform/knows.ts': "export { store } from '../runs/store.ts';",
      'functions/runs/store.ts': "import { readFileSync } from 'node:fs'; export const store = readFileSync;",
      'functions/runs/contract.ts': "export { store } from './store.ts';",
      'functions/runs/run.ts': "export { store } from './store.ts';",
      'functions/runs/api.ts': 'export const handler = 1;',
      'functions/runs/entry-user.ts': "export { handler } from './api.ts';",
      'functions/files/reaches-in.ts': "export { store } from '../runs/store.ts';",
      'infra/stack.ts': "export { store } from '../functions/runs/store.ts';",
      'functions/runs/lost.ts': "export { nothing } from './nowhere.ts';",
    };
    for (const [path, source] of Object.entries(planted)) {
      await mkdir(join(folder, dirname(path)), { recursive: true });
      await writeFile(join(folder, path), source);
    }
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
      await copyFile(join(root, name), join(folder, name));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    const summary = await cruise(folder, ['functions', 'infra']);
    expect([...new Set(summary.violations.map(({ rule }) => rule.name))].sort()).toEqual([
      'contract-imports-schemas-only',
      'domains-meet-at-their-index',
      'infra-imports-contracts-only',
      'no-circular',
      'no-unresolvable',
      'nobody-imports-entries',
      'platform-knows-no-domain',
      'rules-have-no-io',
    ]);
  });
});
