import { describe, expect, it } from 'vitest';
import { fileId } from '../runs/stage/files-and-scripts.ts';
import { MINUTE, MORNING, openSchedulesStage } from './stage/schedules-stage.ts';

const good = { name: 'closing', script: 'job', expression: '0 18 * * 1-5', time_zone: 'Asia/Shanghai' };

describe('a new schedule', () => {
  it('is shown with defaults, its next ticks and what it is owned by', async () => {
    const stage = openSchedulesStage();
    const { status, headers, body } = await stage.call('POST', '/schedules', { body: good });
    expect([status, headers?.location]).toEqual([201, `/api/v1/schedules/${body.data.id}`]);
    expect(body.data).toMatchObject({
      ...good,
      script_version: null,
      enabled: true,
      overlap: 'skip',
      catch_up: 'last',
      calendar: null,
      max_failures: 5,
      owner: 'fang',
      version: 1,
      failures: 0,
      paused_reason: null,
      last_tick: null,
      next_ticks: [
        '2026-11-23T10:00:00.000Z',
        '2026-11-24T10:00:00.000Z',
        '2026-11-25T10:00:00.000Z',
        '2026-11-26T10:00:00.000Z',
        '2026-11-27T10:00:00.000Z',
      ],
    });
  });

  it.each([
    ['expression', { expression: '61 * * * *' }],
    ['expression', { expression: '* * * *' }],
    ['expression', { expression: '0 0 31 2 *' }],
    ['expression', { expression: 'rate(0 minutes)' }],
    ['expression', { expression: 'at(2026-11-22T08:00)', time_zone: 'UTC' }],
    ['expression', { expression: 'at(2026-02-30T08:00)' }],
    ['time_zone', { time_zone: 'Asia/Peking' }],
    ['time_zone', { time_zone: '+08:00' }],
    ['end_at', { start_at: '2026-12-01T00:00:00Z', end_at: '2026-11-30T00:00:00Z' }],
    ['end_at', { end_at: '2026-11-20T00:00:00Z' }],
    ['calendar.name', { calendar: { name: 'nowhere', on: 'business_days' } }],
    ['calendar.n', { calendar: { name: 'nowhere', on: 'nth_business_day' } }],
    ['calendar.shift', { calendar: { name: 'nowhere', on: 'last_business_day', shift: 'next' } }],
    [
      'calendar.shift',
      { expression: 'rate(1 hour)', calendar: { name: 'x', on: 'holidays', shift: 'next' } },
    ],
    ['calendar', { expression: 'at(2026-12-31T23:00)', calendar: { name: 'x', on: 'holidays' } }],
    ['parameters.n', { parameters: { n: 'many' } }],
    ['parameters.other', { parameters: { other: 1 } }],
    ['parameters.day', { parameters: { day: '{{ tick.dat }}' } }],
    ['parameters.day', { parameters: { day: '{{ tick.date | minus_days }}' } }],
    ['parameters.day', { parameters: { day: '{{ tick.date | format: "yyyy" }}' } }],
    ['priority', { priority: 9 }],
    ['parameters.book', { script: 'reader', parameters: { book: fileId(2) } }],
    ['max_lateness', { max_lateness: 0 }],
    ['name', { name: ' ' }],
    ['what', { what: 1 }],
  ])('with a faulty %s is 40001 naming it: %j', async (field, fields) => {
    const stage = openSchedulesStage();
    const { status, body } = await stage.call('POST', '/schedules', { body: { ...good, ...fields } });
    expect([status, body.code]).toEqual([400, 40001]);
    expect(body.errors.map((each: { field: string }) => each.field)).toContain(field);
    expect(stage.store.rows.size).toBe(0);
  });

  it('says in Chinese what to write', async () => {
    const stage = openSchedulesStage();
    const { body } = await stage.call('POST', '/schedules', {
      body: { ...good, expression: '* 25 * * *' },
      headers: { 'accept-language': 'zh-CN' },
    });
    expect(body.errors).toEqual([
      { field: 'expression', message: expect.stringContaining('小时字段 "25" 不正确；可写 0-23') },
    ]);
  });

  it('of an unknown script is 40401, of an archived one 40901, of a taken name 40901', async () => {
    const stage = openSchedulesStage();
    const code = async (fields: object) =>
      (await stage.call('POST', '/schedules', { body: { ...good, ...fields } })).body.code;
    expect(await code({ script: 'nothing' })).toBe(40401);
    expect(await code({ version: 7 })).toBe(40401);
    stage.scripts.archived.add('job');
    expect(await code({})).toBe(40901);
    stage.scripts.archived.delete('job');
    expect(await code({})).toBe(0);
    expect(await code({})).toBe(40901);
  });

  it('is made once for one Idempotency-Key, ten times at once', async () => {
    const stage = openSchedulesStage();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        stage.call('POST', '/schedules', { body: good, headers: { 'idempotency-key': 'k' } }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.data.id)).size).toBe(1);
  });
});

describe('who may what', () => {
  it('one’s own; a manager everybody’s but what runs; an auditor looks; the others know of nothing', async () => {
    const stage = openSchedulesStage();
    const { id } = await stage.create(good);
    const code = async (who: string, method: string, path: string, body?: object) =>
      (await stage.call(method, `/schedules${path}`, body === undefined ? {} : { body }, who)).body.code;
    expect(await code('wei', 'GET', `/${id}`)).toBe(40401);
    expect(await code('wei', 'POST', `/${id}/pause`, {})).toBe(40401);
    expect(await code('wei', 'GET', `/${id}/ticks`)).toBe(40401);
    expect(await code('ada', 'GET', `/${id}`)).toBe(0);
    expect(await code('ada', 'POST', `/${id}/pause`, {})).toBe(40301);
    expect(await code('mia', 'PATCH', `/${id}`, { version: 1, parameters: { n: 5 } })).toBe(40301);
    expect(await code('mia', 'PATCH', `/${id}`, { version: 1, expression: '0 19 * * *' })).toBe(0);
    expect(await code('mia', 'POST', `/${id}/pause`, {})).toBe(0);
    expect((await stage.call('GET', '/schedules', {}, 'wei')).body.data.items).toEqual([]);
    expect((await stage.call('GET', '/schedules', {}, 'mia')).body.data.items).toHaveLength(1);
    expect((await stage.call('GET', '/schedules', {}, 'fang')).body.data.items).toHaveLength(1);
  });
});

describe('a change', () => {
  it('takes the version it was decided on, and voids what was planned by the old times', async () => {
    const stage = openSchedulesStage();
    const { id } = await stage.create({ expression: '* * * * *', overlap: 'allow' });
    expect(stage.allTicks()).toHaveLength(3);
    const changed = await stage.call('PATCH', `/schedules/${id}`, {
      body: { version: 1, expression: '31 8 * * *' },
    });
    expect(changed.body.data).toMatchObject({ version: 2, expression: '31 8 * * *' });
    const stale = await stage.call('PATCH', `/schedules/${id}`, { body: { version: 1, name: 'x' } });
    expect(stale.body).toMatchObject({ code: 40901, errors: [{ field: 'version', current: 2 }] });
    for (const minute of [0, 1, 2, 3]) {
      stage.clock.at = MORNING + MINUTE / 2 + minute * MINUTE + 100;
      await stage.beat();
    }
    expect(stage.allRuns().map(({ trigger }) => trigger.due_at)).toEqual(['2026-11-22T08:31:00.000Z']);
    expect(stage.allTicks().map(({ due_at, status }) => [due_at, status])).toEqual([
      ['2026-11-22T08:31:00.000Z', 'ran'],
    ]);
  });

  it('renames, and gives the old name free', async () => {
    const stage = openSchedulesStage();
    const { id } = await stage.create(good);
    await stage.call('PATCH', `/schedules/${id}`, { body: { version: 1, name: '月末关账' } });
    expect((await stage.call('GET', `/schedules/${id}`)).body.data.name).toBe('月末关账');
    await stage.create(good);
  });

  it('pauses and resumes; what came due in between is held, and nothing is caught up', async () => {
    const stage = openSchedulesStage();
    const { id } = await stage.create({ expression: '* * * * *', overlap: 'allow', catch_up: 'all' });
    await stage.call('POST', `/schedules/${id}/pause`);
    const shown = (await stage.call('GET', `/schedules/${id}`)).body.data;
    expect(shown).toMatchObject({
      enabled: false,
      paused_reason: 'paused by fang',
      next_ticks: [],
      version: 2,
    });
    stage.clock.at = MORNING + 10.5 * MINUTE;
    await stage.beat();
    await stage.call('POST', `/schedules/${id}/resume`);
    stage.clock.at += MINUTE + 100;
    await stage.beat();
    expect(
      stage
        .allTicks()
        .filter(({ status }) => status !== 'planned')
        .map(({ due_at, status }) => [due_at.slice(11, 16), status]),
    ).toEqual([
      ['08:30', 'held'],
      ['08:31', 'held'],
      ['08:32', 'held'],
      ['08:41', 'ran'],
    ]);
  });

  it('deletes: ticks that were planned never come', async () => {
    const stage = openSchedulesStage();
    const { id } = await stage.create({ expression: '* * * * *' });
    expect((await stage.call('DELETE', `/schedules/${id}`, { query: 'version=9' })).body.code).toBe(40901);
    expect((await stage.call('DELETE', `/schedules/${id}`, { query: 'version=1' })).body.code).toBe(0);
    expect((await stage.call('GET', `/schedules/${id}`)).body.code).toBe(40401);
    stage.clock.at = MORNING + 2 * MINUTE;
    await stage.beat();
    expect([stage.allRuns(), stage.allTicks().filter(({ due_at }) => due_at < '2026-11-22T08:32')]).toEqual([
      [],
      [],
    ]);
  });
});
