import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { bundling, nodeEntries } from '../../infra/constructs/bundling.ts';

const { outputFiles, metafile } = buildSync({
  ...bundling,
  absWorkingDir: join(import.meta.dirname, '..', '..'),
  entryPoints: { ...nodeEntries },
  outdir: '/bundles',
  write: false,
  metafile: true,
});

/** 1 MiB: what a cold start may have to read and compile. */
const MAX_BYTES = 1024 * 1024;

describe('the bundles of the functions', () => {
  test('are there for every entry', () => {
    expect(outputFiles.map(({ path }) => path.replace(/.*\/(\w+)\.m?js$/, '$1')).sort()).toEqual(
      Object.keys(nodeEntries).sort(),
    );
  });

  test.each(outputFiles.map(({ path, contents }) => [path, contents.byteLength] as const))(
    '%s has %i bytes, which is at most 1 MiB',
    (_path, bytes) => expect(bytes).toBeLessThanOrEqual(MAX_BYTES),
  );

  test('hold the SDK, and of its credential providers only the one that reads the environment', () => {
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.some((input) => input.includes('node_modules/@aws-sdk/client-dynamodb/'))).toBe(true);
    expect(inputs.filter((input) => /credential-provider-(?!env\/)/.test(input))).toEqual([]);
  });
});
