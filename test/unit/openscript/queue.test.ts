import { describe, expect, test } from 'vitest';
import { fakePlatform, success, tokens } from './fake-platform.ts';

const at = '2026-11-22T08:30:00.000Z';
const limits = {
  version: 1,
  platform: 2,
  platform_default: 2,
  per_user: null as number | null,
  changed_by: null,
  changed_at: null,
};
const slot = {
  run_id: 'run_1',
  script: 'merge',
  user: 'fang',
  since: at,
  expires_at: at,
  concurrency_key: null,
};
const waiting = {
  position: 1,
  run_id: 'run_2',
  script: 'merge',
  user: 'wei',
  priority: 5,
  created_at: at,
  waiting_for: 'platform',
  concurrency_key: null,
};
const empty = { limits, slots: [], waiting: [], running_count: 0, waiting_count: 0, users: [] };

const show = async (queue: object, ...words: string[]) => {
  const platform = fakePlatform({ ...tokens(), 'GET /queue': () => success(queue) });
  await platform.signIn();
  const before = platform.out.length;
  expect(await platform.run('queue', ...words)).toBe(0);
  return platform.out.slice(before).join('\n').split('\n');
};

describe('openscript queue', () => {
  test('shows the slots in use, and who waits for what', async () => {
    const busy = { ...empty, limits: { ...limits, per_user: 1 }, slots: [slot], waiting: [waiting] };
    expect(await show({ ...busy, running_count: 1, waiting_count: 7 })).toEqual([
      '1 of 2 slots in use, 1 of each user; 7 waiting',
      'RUNNING  SCRIPT  USER  SINCE',
      `run_1    merge   fang  ${at}`,
      'NEXT  WAITING  SCRIPT  USER  PRIORITY  FOR',
      '1     run_2    merge   wei   5         platform',
    ]);
  });

  test('is one line when nothing happens, and the whole answer with --json', async () => {
    expect(await show(empty)).toEqual(['0 of 2 slots in use; 0 waiting']);
    expect(JSON.parse((await show(empty, '--json')).join('\n'))).toEqual(empty);
  });
});
