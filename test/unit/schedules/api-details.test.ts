import { describe, expect, it } from 'vitest';
import { MINUTE, MORNING, openSchedulesStage } from './stage/schedules-stage.ts';

const good = { name: 'closing', script: 'job', expression: '0 18 * * 1-5', time_zone: 'Asia/Shanghai' };

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
