import { defineConfig } from 'vitest/config';

/** What kills parts of a platform, or fills it with runs: each file has a platform of its own. */
const kills = ['test/e2e/crash*.test.ts'];
const load = ['test/e2e/queue.test.ts'];
/** All other tests of a project share one. */
const globalSetup = ['test/e2e/platform/global-setup.ts'];
const onAPlatform = {
  // Browser, platform and tests share two cores for minutes: what fails once is looked at once more.
  retry: 1,
  testTimeout: 120_000,
  hookTimeout: 300_000,
  fileParallelism: false,
};

/** One project per kind of test, so that each can run alone: `vitest run --project unit`. */
export default defineConfig({
  test: {
    projects: [
      // Properties and whole-source checks take seconds, more on a busy machine: the limit is against hanging only.
      // Nothing there keeps state in a module, so that the files of a worker share theirs: a third less time.
      {
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 60_000, isolate: false },
      },
      {
        test: {
          name: 'infra',
          include: ['test/infra/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          ...onAPlatform,
          name: 'e2e',
          include: ['test/e2e/*.test.ts'],
          exclude: ['test/e2e/console.*', ...kills, ...load],
          globalSetup,
        },
      },
      { test: { ...onAPlatform, name: 'console', include: ['test/e2e/console.*.test.ts'], globalSetup } },
      { test: { ...onAPlatform, name: 'kills', include: kills } },
      { test: { ...onAPlatform, name: 'load', include: load } },
    ],
  },
});
