import { defineConfig } from 'vitest/config';

/** Tests of the running platform: each project starts one of its own. */
const onAPlatform = {
  // Browser, platform and tests share two cores for minutes: what fails once is looked at once more.
  retry: 1,
  testTimeout: 120_000,
  hookTimeout: 300_000,
  fileParallelism: false,
  globalSetup: ['test/e2e/platform/global-setup.ts'],
};

/** One project per kind of test, so that each can run alone: `vitest run --project unit`. */
export default defineConfig({
  test: {
    projects: [
      // Properties and whole-source checks take seconds, more on a busy machine: the limit is against hanging only.
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 60_000 } },
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
          exclude: ['test/e2e/console.*'],
        },
      },
      { test: { ...onAPlatform, name: 'console', include: ['test/e2e/console.*.test.ts'] } },
    ],
  },
});
