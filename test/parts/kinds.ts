import type { Counts, Part } from './part.ts';

const python = process.platform === 'win32' ? '.venv/Scripts/python' : '.venv/bin/python';

/** A command that either holds or does not: counts as one test. */
export const checkPart = (name: string, command: readonly string[]): Part => ({
  name,
  command: () => command,
  count: (_report, exitCode) => ({
    passed: exitCode === 0 ? 1 : 0,
    failed: exitCode === 0 ? 0 : 1,
    skipped: 0,
  }),
});

const vitestCounts = (report: string): Counts => {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(report) as Record<string, number>;
  return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0, skipped: numPendingTests ?? 0 };
};

/** One vitest project. */
export const vitestPart = (project: string, env: Readonly<Record<string, string>> = {}): Part => ({
  name: `vitest ${project}`,
  command: (report) => [
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ],
  count: vitestCounts,
  env,
});

const pytestCounts = (report: string): Counts => {
  const read = (name: string) =>
    Number(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(report)?.[1] ?? '0');
  const failed = read('failures') + read('errors');
  return { passed: read('tests') - failed - read('skipped'), failed, skipped: read('skipped') };
};

/** One folder of pytest tests. */
export const pytestPart = (folder: string): Part => ({
  name: `pytest ${folder}`,
  command: (report) => [
    python,
    '-m',
    'pytest',
    '-q',
    '-p',
    'no:cacheprovider',
    folder,
    `--junitxml=${report}`,
  ],
  count: pytestCounts,
});
