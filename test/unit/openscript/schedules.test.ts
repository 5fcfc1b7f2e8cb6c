import { expect, test } from 'vitest';
import { fakePlatform, success, tokens } from './fake-platform.ts';

const at = '2026-11-22T08:30:00.000Z';
const id = 'sch_01JDA2B3C4D5E6F7G8H9JKMNPQ';
const schedule = {
  id,
  name: '月末关账',
  script: 'close_month',
  parameters: {},
  expression: '0 18 L * *',
  time_zone: 'Asia/Shanghai',
  enabled: true,
  start_at: null,
  end_at: null,
  overlap: 'skip',
  catch_up: 'last',
  calendar: null,
  max_lateness: null,
  retry: null,
  priority: null,
  max_failures: 5,
  script_version: null,
  owner: 'fang',
  version: 1,
  failures: 0,
  paused_reason: null,
  next_ticks: [at],
  last_tick: { due_at: at, status: 'ran', run_id: 'run_1' },
  created_at: at,
  updated_at: at,
};
const tick = {
  schedule_id: id,
  schedule: schedule.name,
  due_at: at,
  local: '2026-11-22T16:30+08:00',
  origin: 'manual',
  backfill_id: null,
  status: 'ran',
  code: null,
  reason: null,
  run_id: 'run_2',
  run_status: null,
  fired_at: at,
  late_ms: 12,
};
const page = (items: readonly object[]) => success({ items, page_size: 100, next_cursor: null });

const open = async () => {
  const platform = fakePlatform({
    ...tokens(),
    'GET /schedules': () => page([schedule]),
    [`GET /schedules/${id}`]: () => success(schedule),
    [`GET /schedules/${id}/ticks`]: () => page([tick]),
    [`POST /schedules/${id}/pause`]: () =>
      success({ ...schedule, enabled: false, next_ticks: [], paused_reason: 'paused by fang' }),
    [`POST /schedules/${id}/resume`]: () => success(schedule),
    [`POST /schedules/${id}/trigger`]: () => success(tick, 202),
  });
  await platform.signIn();
  return platform;
};

test('schedules lists what there is, with what comes next', async () => {
  const platform = await open();
  expect(await platform.run('schedules')).toBe(0);
  const listed = platform.out.at(-1) ?? '';
  for (const word of [id, '月末关账', '0 18 L * * Asia/Shanghai', at, 'on']) expect(listed).toContain(word);
});

test('one is found by its id or its name, and paused, resumed and triggered once', async () => {
  const platform = await open();
  expect(await platform.run('schedules', 'show', '月末关账')).toBe(0);
  expect(platform.out.at(-1)).toContain('last        2026-11-22T08:30:00.000Z ran run_1');
  expect(await platform.run('schedules', 'pause', id)).toBe(0);
  expect(platform.out.at(-1)).toContain('paused by fang');
  expect(await platform.run('schedules', 'resume', id)).toBe(0);
  expect(platform.out.at(-1)).toContain(', on');
  expect(await platform.run('schedules', 'trigger', id)).toBe(0);
  expect(platform.out.at(-1)).toBe('run_2');
  const triggered = platform.received.find(({ path }) => path.endsWith('/trigger'));
  expect(triggered?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
  expect(await platform.run('schedules', 'ticks', id)).toBe(0);
  expect(platform.out.at(-1)).toContain('2026-11-22T16:30+08:00');
});

test('an unknown name, an unknown word and a missing one are told apart', async () => {
  const platform = await open();
  expect(await platform.run('schedules', 'show', 'nothing')).toBe(1);
  expect(platform.err.at(-1)).toContain('there is no schedule nothing');
  expect(await platform.run('schedules', 'explode', id)).toBe(2);
  expect(await platform.run('schedules', 'pause')).toBe(2);
});
