import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakePlatform, success, tokens } from './fake-platform.ts';

const at = '2026-11-22T08:30:00.000Z';
const folder = {
  id: 'drop_1',
  name: 'month-end',
  script: 'reconcile',
  script_version: null,
  parameters: {},
  members: [],
  group_by: null,
  quiet_seconds: 5,
  deadline: null,
  on_stray: 'quarantine',
  enabled: true,
  prefix: 'drop/month-end/',
  open_sets: 1,
  strays: 1,
  owner: 'wang',
  version: 1,
  created_at: at,
  updated_at: at,
};
const member = {
  parameter: 'bank',
  pattern: 'bank\\.csv',
  min: 1,
  max: 1,
  required: true,
  missing: 1,
  files: [],
};
const set = {
  id: 'set_1',
  drop_folder_id: 'drop_1',
  status: 'collecting',
  key: { month: '202605' },
  label: 'month 202605',
  members: [member],
  arrived: 2,
  wanted: 3,
  reason: null,
  run_id: null,
  earlier_set_id: null,
  first_at: at,
  last_at: at,
  runs_at: null,
  deadline_at: null,
  overdue_at: null,
  closed_at: null,
  version: 2,
};
const stray = {
  id: 'stray_1',
  drop_folder_id: 'drop_1',
  path: 'photo\u001b.png',
  size: 1,
  code: 'no_member',
  reason: 'its name fits no member',
  quarantined: true,
  arrived_at: at,
};
const page = (items: unknown[]) => success({ items, page_size: 20, next_cursor: null });

const signedIn = async () => {
  const platform = fakePlatform({
    ...tokens(),
    'GET /drop-folders': () => page([{ ...folder, name: 'month-end-2', id: 'drop_2' }, folder]),
    'GET /drop-folders/drop_1/sets': () => page([set]),
    'GET /drop-folders/drop_1/strays': () => page([stray]),
    'POST /drop-folders/drop_1/sets/set_1/run': () => success(set, 202),
    'POST /drop-folders/drop_1/uploads': () =>
      success(
        {
          path: 'bank.csv',
          upload: { method: 'PUT', url: 'https://s3.example/put', headers: {} },
          expires_at: at,
        },
        201,
      ),
    'PUT /put': () => new Response(''),
  });
  await platform.signIn();
  return platform;
};

describe('openscript drops', () => {
  test('lists drop folders', async () => {
    const { run, out } = await signedIn();
    expect(await run('drops')).toBe(0);
    expect(out.at(-1)).toMatch(/month-end +reconcile +on +1 +1 +wang/);
  });

  test('shows the sets of one by its name: how much arrived, what is missing, and the strays', async () => {
    const { run, out } = await signedIn();
    expect(await run('drops', 'month-end')).toBe(0);
    expect(out.at(-1)).toMatch(/set_1 +month 202605 +collecting +2 of 3 +bank\\\.csv/);
    expect(out.at(-1)).toMatch(/stray_1 +photo.*its name fits no member/);
    expect(out.at(-1)).not.toContain('\u001b');
  });

  test('runs a set, and says what is wrong with a command that names none', async () => {
    const { run, received, err } = await signedIn();
    expect(await run('drops', 'month-end', '--run', 'set_1')).toBe(0);
    expect(received.some(({ path }) => path.endsWith('/sets/set_1/run'))).toBe(true);
    expect(await run('drops', '--run', 'set_1')).not.toBe(0);
    expect(await run('drops', 'month')).not.toBe(0);
    expect(err.join('\n')).toContain('there is no drop folder month');
  });
});

describe('openscript drop', () => {
  test('puts files into the folder with length and checksum', async () => {
    const { run, received, home } = await signedIn();
    const path = join(home, 'bank.csv');
    writeFileSync(path, 'a,b');
    expect(await run('drop', 'month-end', path)).toBe(0);
    const sha256 = createHash('sha256').update('a,b').digest('hex');
    expect(received.find(({ path: asked }) => asked.endsWith('/uploads'))?.body).toEqual({
      name: 'bank.csv',
      size: 3,
      sha256,
    });
    expect(String(received.at(-1)?.body)).toBe('a,b');
  });
});
