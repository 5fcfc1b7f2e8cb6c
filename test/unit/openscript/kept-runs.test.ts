import { describe, expect, test } from 'vitest';
import { fakePlatform, success, tokens } from './fake-platform.ts';
import { runOf } from './run-sample.ts';

describe('openscript runs', () => {
  test('pins a run, and lets it go again', async () => {
    const platform = fakePlatform({
      ...tokens(),
      'PATCH /runs/run_1': ({ body }) =>
        success(runOf('succeeded', { ...(body as object), pinned_by: 'ann' })),
    });
    await platform.signIn();
    expect(await platform.run('runs', 'pin', 'run_1')).toBe(0);
    expect(platform.out.at(-1)).toBe('run_1: pinned');
    expect(await platform.run('runs', 'unpin', 'run_1')).toBe(0);
    expect(platform.out.at(-1)).toBe('run_1: not pinned');
    expect(platform.received.slice(-2).map(({ body }) => body)).toEqual([
      { pinned: true },
      { pinned: false },
    ]);
    expect(await platform.run('runs', 'pin')).toBe(2);
    expect(await platform.run('runs', 'run_1', 'run_2')).toBe(2);
  });

  test('lists the runs that used a file', async () => {
    const platform = fakePlatform({
      ...tokens(),
      'GET /runs': () => success({ items: [runOf('succeeded')], page_size: 20, next_cursor: null }),
    });
    await platform.signIn();
    expect(await platform.run('runs', '--file', 'file_1')).toBe(0);
    expect(platform.received.at(-1)?.query.get('file')).toBe('file_1');
    expect(platform.out.at(-1)).toContain('run_1');
  });
});
