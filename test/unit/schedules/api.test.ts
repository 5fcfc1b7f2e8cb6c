import { describe, expect, it } from 'vitest';
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

describe('a preview', () => {
  it('shows the values of each tick of a schedule', async () => {
    const stage = openSchedulesStage();
    const { id } = await stage.create({
      ...good,
      parameters: { day: '{{ tick.date | previous_business_day | format: "YYYYMMDD" }}' },
    });
    const { body } = await stage.call('GET', `/schedules/${id}/preview`, { query: 'count=2' });
    expect(body.data.ticks.map((each: { parameters: object }) => each.parameters)).toEqual([
      { day: '20261120' },
      { day: '20261123' },
    ]);
  });

  it('says why a candidate is left out or moved', async () => {
    const stage = openSchedulesStage();
    await stage.call('PUT', '/calendars/china', { body: { holidays: ['2026-12-01'] } }, 'mia');
    const query = 'expression=0 9 1 * *&calendar=china&on=business_days&count=1';
    const skipped = await stage.call('GET', '/schedules/preview', { query });
    expect(skipped.body.data).toMatchObject({
      ticks: [{ local: '2027-01-01T09:00+00:00', moved_from: null }],
      left_out: [{ local: '2026-12-01T09:00', why: '2026-12-01 does not count in the calendar china' }],
    });
    const moved = await stage.call('GET', '/schedules/preview', { query: `${query}&shift=next` });
    expect(moved.body.data.ticks).toMatchObject([
      { local: '2026-12-02T09:00+00:00', moved_from: '2026-12-01T09:00' },
    ]);
  });

  it('of half a calendar, or of nonsense, names the field', async () => {
    const stage = openSchedulesStage();
    const fields = async (query: string) =>
      ((await stage.call('GET', '/schedules/preview', { query })).body.errors ?? []).map(
        ({ field }: { field: string }) => field,
      );
    expect(await fields('expression=* * * * *&calendar=china')).toEqual(['on']);
    expect(await fields('expression=* * * * *&on=holidays')).toEqual(['calendar']);
    expect(await fields('expression=* * * * *&calendar=x&on=holidays&n=2')).toEqual(['n', 'calendar']);
    expect(await fields('expression=x&time_zone=y')).toEqual(['expression', 'time_zone']);
  });
});

describe('a business calendar', () => {
  const monthEnd = {
    ...good,
    expression: '0 18 * * *',
    calendar: { name: 'china', on: 'last_business_day' },
  };

  it('is made by managers, kept from stale changes, and not deleted while somebody follows it', async () => {
    const stage = openSchedulesStage();
    const put = (body: object, who = 'mia') => stage.call('PUT', '/calendars/china', { body }, who);
    expect((await put({}, 'fang')).body.code).toBe(40301);
    expect((await put({ holidays: ['2026-13-01'] })).body.code).toBe(40001);
    expect((await put({ holidays: ['2026-10-01'] })).status).toBe(201);
    expect((await put({ holidays: [] })).body.code).toBe(40901);
    expect((await put({ version: 1, holidays: [] })).body.data.version).toBe(2);
    await stage.create(monthEnd);
    expect((await stage.call('DELETE', '/calendars/china', {}, 'mia')).body.code).toBe(40901);
    expect((await stage.call('GET', '/calendars')).body.data.items).toHaveLength(1);
    expect((await stage.call('GET', '/calendars/none')).body.code).toBe(40401);
  });

  it('that changes moves the schedules that follow it', async () => {
    const stage = openSchedulesStage();
    await stage.call('PUT', '/calendars/china', { body: {} }, 'mia');
    const { id, next_ticks } = await stage.create(monthEnd);
    expect(next_ticks[0]).toBe('2026-11-30T10:00:00.000Z');
    await stage.call('PUT', '/calendars/china', { body: { version: 1, holidays: ['2026-11-30'] } }, 'mia');
    const shown = (await stage.call('GET', `/schedules/${id}`)).body.data;
    expect(shown.next_ticks[0]).toBe('2026-11-27T10:00:00.000Z');
  });
});

describe('a backfill', () => {
  const daily = {
    ...good,
    expression: '0 6 * * *',
    time_zone: 'UTC',
    parameters: { day: '{{ tick.date }}' },
  };

  it('runs the ticks of a span in order, as many at a time as it says, each once, to its end', async () => {
    const stage = openSchedulesStage();
    const { id } = await stage.create(daily);
    const body = { from: '2026-11-01', to: '2026-11-03', concurrency: 2, order: 'newest_first' };
    const headers = { 'idempotency-key': 'fill' };
    const { status, body: made } = await stage.call('POST', `/schedules/${id}/backfill`, { body, headers });
    expect([status, made.data.counts]).toEqual([
      202,
      { total: 3, waiting: 1, running: 2, succeeded: 0, failed: 0, not_run: 0 },
    ]);
    expect((await stage.call('POST', `/schedules/${id}/backfill`, { body, headers })).body.data.id).toBe(
      made.data.id,
    );
    const days = () => stage.allRuns().map(({ trigger }) => String(trigger.due_at).slice(0, 10));
    expect(days().sort()).toEqual(['2026-11-02', '2026-11-03']);
    const [first, second] = stage.allRuns();
    if (first !== undefined) await stage.endRun(first, 'succeeded', 2);
    expect(days()).toHaveLength(3);
    if (second !== undefined) await stage.endRun(second, 'failed', 0);
    await stage.beat();
    const third = stage.allRuns().find((run) => run.status === 'queued');
    if (third !== undefined) await stage.endRun(third, 'succeeded', 1);
    const { items } = (await stage.call('GET', `/schedules/${id}/backfills`)).body.data;
    expect(items).toMatchObject([
      { status: 'done', counts: { total: 3, waiting: 0, running: 0, succeeded: 2, failed: 1 } },
    ]);
    await Promise.all([stage.beat(), stage.beat()]);
    expect(stage.allRuns()).toHaveLength(3);
  });

  it('leaves alone what has had its run, unless it is to run again', async () => {
    const stage = openSchedulesStage();
    const { id } = await stage.create({ ...daily, expression: '30 8 * * *' });
    stage.clock.at = MORNING + MINUTE;
    await stage.beat();
    expect(stage.allRuns()).toHaveLength(1);
    const fill = (fields: object) =>
      stage.call('POST', `/schedules/${id}/backfill`, {
        body: { from: '2026-11-22', to: '2026-11-22', ...fields },
      });
    expect((await fill({})).body.code).toBe(40901);
    expect((await fill({ rerun: true })).body.data.counts.total).toBe(1);
    expect(stage.allRuns()).toHaveLength(2);
  });

  it.each([
    ['to', { from: '2026-11-03', to: '2026-11-01' }],
    ['from', { from: '2027-01-01', to: '2027-01-02' }],
    ['from', { from: '2020-01-01', to: '2026-01-01' }],
    ['from', { from: '2026-11-01T07:00:00Z', to: '2026-11-01T08:00:00Z' }],
    ['from', { from: 'yesterday', to: '2026-11-01' }],
    ['concurrency', { from: '2026-11-01', to: '2026-11-01', concurrency: 0 }],
  ])('with a faulty %s is 40001: %j', async (field, body) => {
    const stage = openSchedulesStage();
    const { id } = await stage.create(daily);
    const answer = await stage.call('POST', `/schedules/${id}/backfill`, { body });
    expect([answer.body.code, answer.body.errors[0].field]).toEqual([40001, field]);
  });
});

describe('the ledger', () => {
  it('is paged with cursors of its own, filtered by status and span', async () => {
    const stage = openSchedulesStage();
    const { id } = await stage.create({ expression: '* * * * *', overlap: 'skip' });
    for (let minute = 0; minute < 6; minute += 1) {
      stage.clock.at = MORNING + MINUTE / 2 + minute * MINUTE + 10;
      await stage.beat();
    }
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { data } = (await stage.call('GET', `/schedules/${id}/ticks`, { query: `page_size=2${cursor}` }))
        .body;
      seen.push(...data.items.map(({ due_at }: { due_at: string }) => due_at));
      if (data.next_cursor === null) break;
      cursor = `&cursor=${data.next_cursor}`;
    }
    expect(seen).toEqual([...seen].sort().reverse());
    expect(new Set(seen).size).toBe(stage.allTicks().length);
    const skipped = await stage.call('GET', `/schedules/${id}/ticks`, { query: 'status=skipped' });
    expect(skipped.body.data.items).toHaveLength(5);
    expect(skipped.body.data.items[0].reason).toMatch(/^the run run_\w+ had not ended$/);
    const foreign = await stage.call('GET', `/schedules/${id}/ticks`, { query: 'cursor=AAAA' });
    expect(foreign.body.code).toBe(40001);
  });

  it('has a board of what did not run: one’s own, or everybody’s for those who may see it', async () => {
    const stage = openSchedulesStage();
    await stage.create({ expression: '*/5 * * * *', catch_up: 'none' });
    stage.clock.at = MORNING + 21 * MINUTE;
    await stage.beat();
    const count = async (who: string, query = '') =>
      (await stage.call('GET', '/ticks', { query }, who)).body.data.items.length;
    expect([await count('fang'), await count('wei'), await count('mia')]).toEqual([4, 0, 4]);
    expect(await count('fang', 'status=late')).toBe(0);
  });

  it('shows a manual tick once for one key, and runs a paused schedule too', async () => {
    const stage = openSchedulesStage();
    const { id } = await stage.create({ ...good, parameters: { day: '{{ tick.time }}' } });
    await stage.call('POST', `/schedules/${id}/pause`);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        stage.call('POST', `/schedules/${id}/trigger`, { headers: { 'idempotency-key': 'now' } }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(stage.allRuns()).toHaveLength(1);
    const [run] = stage.allRuns();
    expect((await stage.runs.findInputs(run?.id ?? ''))?.parameters).toMatchObject({ day: '16:29' });
  });
});
