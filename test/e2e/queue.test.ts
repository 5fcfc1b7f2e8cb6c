import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Platform, startPlatform } from '../../local/platform.ts';
import { type Client, freshName, newUser, type RunView, signIn } from './platform/client.ts';

const SLOTS = 4;
const USERS = 3;
const RUNS = 500;
const finalStatuses = ['succeeded', 'failed', 'timed_out', 'cancelled'];
const quick = 'def main(n: int = 0):\n    return {"message": f"{n}"}\n';
/** Ends when it is cancelled. */
const slow = 'import time\ndef main(office: str = ""):\n    time.sleep(600)\n';

/** Jain's index of fairness: 1 when all got the same, 1/n when one got everything. */
const fairness = (shares: readonly number[]): number => {
  const sum = shares.reduce((one, other) => one + other, 0);
  return sum ** 2 / (shares.length * shares.reduce((squares, share) => squares + share ** 2, 0));
};

const inBatches = async <Item, Answer>(
  items: readonly Item[],
  size: number,
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> => {
  const answers: Answer[] = [];
  for (let at = 0; at < items.length; at += size)
    answers.push(...(await Promise.all(items.slice(at, at + size).map(work))));
  return answers;
};

describe('the queue', () => {
  let home: string;
  let platform: Platform;
  let manager: Client;
  let author: Client & { username: string };

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'openscript-queue-'));
    platform = await startPlatform({ home, port: 0, slots: SLOTS });
    manager = await signIn(platform.url, platform.administrator, platform.adminPassword);
    author = await newUser(platform.url, 'author');
  });
  afterAll(async () => {
    await platform?.stop();
    await rm(home, { recursive: true, force: true });
  });

  const upload = async (source: string, policy: unknown = undefined): Promise<string> => {
    const name = freshName('queued');
    const uploaded = await author.uploadScript(`${name}.py`, source);
    expect(uploaded.status).toBe(201);
    if (policy !== undefined) {
      const { version } = (await author.call('GET', `/scripts/${name}`)).body.data;
      const changed = await author.call('PATCH', `/scripts/${name}`, { version, policy });
      expect([changed.status, changed.body.message]).toEqual([200, 'success']);
    }
    return name;
  };
  const look = async () => (await manager.call('GET', '/queue')).body.data;
  /** Cancels, and waits until nothing runs and nothing waits. */
  const clear = async (client: Client, runs: readonly RunView[]): Promise<void> => {
    await inBatches(runs, 8, ({ id }) => client.call('POST', `/runs/${id}/cancel`));
    for (const { id } of runs) await client.waitForEnd(id, 30);
  };
  const isEmpty = async (): Promise<void> => {
    for (const end = Date.now() + 10_000; ; ) {
      const { slots, waiting } = await look();
      if (slots.length + waiting.length === 0 || Date.now() > end)
        return expect([slots, waiting]).toEqual([[], []]);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  it('has the slots of the agent, and tells a run what it waits for', async () => {
    const name = await upload(slow);
    const runs: RunView[] = [];
    for (let n = 0; n < SLOTS + 2; n += 1) runs.push(await author.startRun(name));
    const { limits, slots, waiting, users } = await look();
    expect(limits).toMatchObject({ platform: SLOTS, platform_default: SLOTS, per_user: null });
    expect(slots.map(({ run_id }: { run_id: string }) => run_id)).toEqual(
      runs.slice(0, SLOTS).map(({ id }) => id),
    );
    expect(waiting.map(({ run_id, waiting_for }: RunView) => [run_id, waiting_for])).toEqual(
      runs.slice(SLOTS).map(({ id }) => [id, 'platform']),
    );
    expect(users).toEqual([{ user: author.username, running: SLOTS, waiting: 2 }]);
    const last = await author.showRun(runs[SLOTS + 1]?.id);
    expect([last.status, last.queue]).toEqual(['queued', { position: 2, waiting_for: 'platform' }]);
    // A run that is cancelled while it waits leaves the line; a slot that is given back goes to who is next.
    const cancelled = await author.call('POST', `/runs/${runs[SLOTS].id}/cancel`);
    expect(cancelled.body.data).toMatchObject({ status: 'cancelled', queue: null });
    expect((await author.showRun(last.id)).queue).toEqual({ position: 1, waiting_for: 'platform' });
    await author.call('POST', `/runs/${runs[0].id}/cancel`);
    await author.waitFor(last.id, (run) => run.status === 'running', 20);
    await clear(
      author,
      runs.filter((_run, index) => index !== SLOTS),
    );
    await isEmpty();
  }, 120_000);

  it('20 equal requests at once make one run, whether it waits or not', async () => {
    const name = await upload(slow);
    const holders: RunView[] = [];
    for (let round = 0; round < 2; round += 1) {
      const key = { 'idempotency-key': freshName('key') };
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => author.call('POST', '/runs', { script: name }, key)),
      );
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
      expect(new Set(answers.map(({ body }) => body.data.id)).size).toBe(1);
      holders.push(answers[0]?.body.data);
      while (round === 0 && holders.length < SLOTS) holders.push(await author.startRun(name));
    }
    const { slots, waiting } = await look();
    expect([slots.length, waiting.length]).toEqual([SLOTS, 1]);
    await clear(author, holders);
    await isEmpty();
  }, 120_000);

  it('a script’s limit: queue, skip and cancel_running', async () => {
    const concurrency = (on_limit: string) => ({
      concurrency: { limit: 1, key: '{{ parameters.office }}', on_limit },
    });
    const north = { office: 'north' };
    const serial = await upload(slow, concurrency('queue'));
    const one = await author.startRun(serial, north);
    const two = await author.startRun(serial, north);
    expect(two.queue).toEqual({ position: 1, waiting_for: 'script' });
    const other = await author.startRun(serial, { office: 'south' });
    expect(other.queue).toBeNull();
    await clear(author, [one]);
    await author.waitFor(two.id, ({ status }) => status === 'running', 20);
    await clear(author, [two, other]);

    const single = await upload(slow, concurrency('skip'));
    const first = await author.startRun(single, north);
    const skipped = await author.startRun(single, north);
    expect([skipped.status, skipped.code]).toEqual(['cancelled', 'skipped']);
    expect(skipped.message).toContain(first.id);
    await clear(author, [first]);

    const latest = await upload(slow, concurrency('cancel_running'));
    const old = await author.startRun(latest, north);
    await author.waitFor(old.id, ({ status }) => status === 'running', 20);
    const young = await author.startRun(latest, north);
    const stoppedOne = await author.waitForEnd(old.id, 20);
    expect([stoppedOne.status, stoppedOne.message]).toEqual(['cancelled', `cancelled by ${author.username}`]);
    await author.waitFor(young.id, ({ status }) => status === 'running', 20);
    await clear(author, [young]);
    await isEmpty();
  }, 120_000);

  it('500 runs of three users on four slots: nothing lost, fair, no slot leaked', async () => {
    const name = await upload(quick);
    const users = await Promise.all(Array.from({ length: USERS }, () => newUser(platform.url, 'clerk')));
    const [greedy, ...others] = users;
    if (greedy === undefined) throw new Error('three users');
    // While the runs are being written the slots are held: everybody's line is whole when the first one starts.
    const held = await upload(slow);
    const holders: RunView[] = [];
    for (let n = 0; n < SLOTS; n += 1) holders.push(await author.startRun(held));
    const begun = Date.now();
    // The greedy one is first, with 300; the others come behind it with 100 each.
    const wishes = [
      ...Array.from({ length: RUNS - 200 }, () => greedy),
      ...others.flatMap((user) => Array.from({ length: 100 }, () => user)),
    ];
    const runs = await inBatches(
      wishes.map((user, n) => ({ user, n })),
      6,
      async ({ user, n }) => ({ user, id: (await user.startRun(name, { n })).id as string }),
    );
    const written = Date.now();
    expect((await look()).waiting_count).toBe(RUNS);
    await clear(author, holders);
    let most = 0;
    const ended = new Map<string, RunView>();
    while (ended.size < RUNS) {
      const { slots } = await look();
      most = Math.max(most, slots.length);
      for (const { user, id } of runs) {
        if (ended.has(id)) continue;
        const run = await user.showRun(id);
        if (!finalStatuses.includes(run.status)) break;
        ended.set(id, run);
      }
      if (Date.now() - begun > 280_000) break;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    expect(ended.size).toBe(RUNS);
    const all = [...ended.values()];
    expect(all.filter(({ status }) => status !== 'succeeded')).toEqual([]);
    expect(most).toBeLessThanOrEqual(SLOTS);
    // Service while everybody is backlogged: from when all had queued until the first line was empty.
    const startsOf = (user: Client & { username: string }) =>
      all
        .filter(({ created_by }) => created_by === user.username)
        .map(({ started_at }) => Date.parse(started_at));
    const emptied = Math.min(...users.map((user) => Math.max(...startsOf(user))));
    const shares = users.map((user) => startsOf(user).filter((at) => at >= written && at <= emptied).length);
    const jain = fairness(shares);
    console.log(
      `500 runs: written in ${written - begun} ms, ended after ${Date.now() - begun} ms, shares ${shares.join('/')}, Jain ${jain.toFixed(3)}, at most ${most} at a time`,
    );
    expect(Math.min(...shares)).toBeGreaterThan(20);
    expect(jain).toBeGreaterThanOrEqual(0.9);
    await isEmpty();
  }, 300_000);
});
