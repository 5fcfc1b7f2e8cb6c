import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Client, newUser } from './platform/client.ts';

const { url } = inject('platform');

const source = `
def main(day: str = "", fail: bool = False):
    if fail:
        raise ValueError("asked to")
    return {"message": f"ran for {day}"}
`;

// biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of every shape
type View = any;

describe('a schedule on the running platform', () => {
  let clerk: Client;
  let schedule: View;

  const ticksOf = async (id: string): Promise<View[]> =>
    (await clerk.call('GET', `/schedules/${id}/ticks?page_size=100`)).body.data.items;

  /** Looks each second until a tick of the ledger is as wanted. */
  const tickThat = async (id: string, wanted: (tick: View) => boolean, seconds: number): Promise<View> => {
    for (let second = 0; second < seconds; second += 1) {
      const found = (await ticksOf(id)).find(wanted);
      if (found !== undefined) return found;
      await sleep(1000);
    }
    throw new Error(`no such tick: ${JSON.stringify(await ticksOf(id))}`);
  };

  beforeAll(async () => {
    clerk = await newUser(url);
    expect((await clerk.uploadScript('tick_probe.py', source)).status).toBe(201);
    const created = await clerk.call('POST', '/schedules', {
      name: 'every minute',
      script: 'tick_probe',
      parameters: { day: '{{ tick.date | minus_days: 1 }}' },
      expression: '* * * * *',
      time_zone: 'Asia/Shanghai',
    });
    expect(created, JSON.stringify(created.body)).toMatchObject({ status: 201 });
    schedule = created.body.data;
  });

  it('is shown with its next ticks, and refuses what does not fit its script', async () => {
    expect(schedule.next_ticks).toHaveLength(5);
    const refused = await clerk.call('POST', '/schedules', {
      name: 'wrong',
      script: 'tick_probe',
      parameters: { day: '{{ tick.dat }}', no: 1 },
      expression: '61 * * * *',
    });
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toMatchObject([{ field: 'expression' }]);
  });

  it('previews an expression by its own path, not as the id of a schedule', async () => {
    const preview = await clerk.call(
      'GET',
      '/schedules/preview?expression=30%202%20*%20*%20*&time_zone=America/New_York&after=2026-03-08T00:00:00Z&count=2',
    );
    expect(preview.body.data.ticks).toMatchObject([
      { local: '2026-03-08T03:00-04:00', moved_from: '2026-03-08T02:30' },
      { local: '2026-03-09T02:30-04:00' },
    ]);
  });

  it('runs now when it is triggered, once for one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'trigger-1' };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => clerk.call('POST', `/schedules/${schedule.id}/trigger`, {}, headers)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    const [first] = (await ticksOf(schedule.id)).filter(({ origin }) => origin === 'manual');
    const runs = new Set(
      (await ticksOf(schedule.id)).flatMap(({ origin, run_id }) => (origin === 'manual' ? [run_id] : [])),
    );
    expect(runs.size).toBe(1);
    const run = await clerk.waitForEnd(first.run_id);
    expect(run).toMatchObject({ status: 'succeeded', trigger: { type: 'schedule' } });
  });

  it('fires within its minute by itself, with the values of the tick', async () => {
    const planned = (await ticksOf(schedule.id)).findLast(({ status }) => status === 'planned');
    expect(planned).toBeDefined();
    const fired = await tickThat(
      schedule.id,
      ({ due_at, run_id }) => due_at === planned.due_at && run_id !== null,
      200,
    );
    const run = await clerk.waitForEnd(fired.run_id);
    const day = new Date(Date.parse(fired.due_at) + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
    expect(run.parameters).toEqual({ day, fail: false });
    expect(fired.late_ms).toBeLessThan(60_000);
    console.log(`a tick on the running platform was ${fired.late_ms} ms late`);
  }, 300_000);

  it('is held while it is paused', async () => {
    const paused = await clerk.call('POST', `/schedules/${schedule.id}/pause`, {});
    expect(paused.body.data).toMatchObject({ enabled: false, next_ticks: [] });
    expect(paused.body.data.paused_reason).toMatch(/^paused by /);
  });

  it('backfills three days, one run each', async () => {
    const daily = await clerk.call('POST', '/schedules', {
      name: 'daily',
      script: 'tick_probe',
      parameters: { day: '{{ tick.date }}' },
      expression: '0 6 * * *',
    });
    const { id } = daily.body.data;
    const fill = await clerk.call('POST', `/schedules/${id}/backfill`, {
      from: '2026-10-01',
      to: '2026-10-03',
      concurrency: 2,
    });
    expect(fill, JSON.stringify(fill.body)).toMatchObject({ status: 202 });
    // The third starts when one of the first two has ended: `run.finished` says so, or the next heartbeat finds it.
    let done: View;
    for (let second = 0; second < 120 && done?.status !== 'done'; second += 1) {
      await sleep(1000);
      done = (await clerk.call('GET', `/schedules/${id}/backfills`)).body.data.items[0];
    }
    expect(done).toMatchObject({ status: 'done', counts: { total: 3, succeeded: 3, failed: 0 } });
    const ticks = (await ticksOf(id)).filter(({ origin }) => origin === 'backfill');
    expect(ticks.map(({ run_status }) => run_status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    const runs = await Promise.all(ticks.map(({ run_id }) => clerk.waitForEnd(run_id)));
    expect(runs.map(({ parameters }) => parameters.day).sort()).toEqual([
      '2026-10-01',
      '2026-10-02',
      '2026-10-03',
    ]);
  }, 180_000);

  it('makes room for a newer run: the one that runs is stopped at once, not by the sweeper', async () => {
    const sleeper = 'import time\ndef main():\n    print("up", flush=True)\n    time.sleep(300)\n';
    expect((await clerk.uploadScript('tick_sleeper.py', sleeper)).status).toBe(201);
    const { version } = (await clerk.call('GET', '/scripts/tick_sleeper')).body.data;
    const policy = { concurrency: { limit: 1, on_limit: 'cancel_running' } };
    expect((await clerk.call('PATCH', '/scripts/tick_sleeper', { version, policy })).status).toBe(200);
    const created = await clerk.call('POST', '/schedules', {
      name: 'the newest counts',
      script: 'tick_sleeper',
      expression: '0 3 1 1 *',
    });
    const trigger = async (): Promise<string> => {
      const answer = await clerk.call('POST', `/schedules/${created.body.data.id}/trigger`, {});
      expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 202 });
      return answer.body.data.run_id;
    };
    const first = await trigger();
    await clerk.waitFor(first, ({ status }) => status === 'running');
    const second = await trigger();
    expect(await clerk.waitForEnd(first, 20)).toMatchObject({ status: 'cancelled' });
    await clerk.waitFor(second, ({ status }) => status === 'running');
    await clerk.call('POST', `/runs/${second}/cancel`, {});
    expect((await clerk.waitForEnd(second)).status).toBe('cancelled');
  });
});
