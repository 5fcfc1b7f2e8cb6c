/**
 * kill -9 at labelled points of a run's way, found by what the platform itself shows: rows of its table, objects, the
 * agent's records. `npm test` kills twice at each point; `npm run crash` ten times, which takes a quarter of an hour, because
 * a part that ends five times a minute is given up.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTable } from '../../functions/platform/table.ts';
import { makeQueueStore, type QueueStore } from '../../functions/runs/admission/queue-store.ts';
import { reportKey } from '../../functions/runs/object-keys.ts';
import { makeRunObjects, type RunObjects } from '../../functions/runs/objects.ts';
import { isFinal, isWaiting, type Run } from '../../functions/runs/run.ts';
import { makeRunStore, type RunStore } from '../../functions/runs/store.ts';
import { clientConfig } from '../../local/platform/aws.ts';
import { sweepRuns } from '../../local/platform/sweep-runs.ts';
import { type Platform, startPlatform } from '../../local/platform.ts';
import { type Client, freshName, newUser, signIn } from './platform/client.ts';
import {
  containersOf,
  killPart,
  killWorkers,
  leftBehind,
  listRuns,
  patiently,
  untilKillable,
} from './platform/crashes.ts';

const KILLS = Number(process.env.OPENSCRIPT_KILLS ?? '2');
const SLOTS = 3;
const MINUTES = 60_000;
/** Says once who it is, so that two containers of one attempt would be seen. */
const source = (work: string): string =>
  `import os, time\ndef main(n: int = 0):\n    print("container", os.urandom(8).hex(), flush=True)\n${work}    return {"message": f"done {n}"}\n`;
const scripts = {
  brief: source('    time.sleep(0.2)\n'),
  sleeper: source('    time.sleep(2)\n'),
  writer: source(
    '    for n in range(60):\n        open(f"out/{n}.bin", "wb").write(os.urandom(200_000))\n    print("written", flush=True)\n',
  ),
};
type Script = keyof typeof scripts;

describe('kill -9 at every point of a run’s way', () => {
  let home: string;
  let platform: Platform;
  let author: Client;
  let manager: Client;
  let store: RunStore;
  let queue: QueueStore;
  let objects: RunObjects;
  let owner: string;
  const names = new Map<Script, string>();
  const acknowledged: string[] = [];
  const cancelled = new Set<string>();

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'openscript-kills-'));
    platform = await startPlatform({ home, port: 0, slots: SLOTS });
    author = await newUser(platform.url, 'author');
    manager = await signIn(platform.url, platform.administrator, platform.adminPassword);
    for (const script of ['brief', 'sleeper', 'writer'] as const) {
      const name = freshName(script);
      expect((await author.uploadScript(`${name}.py`, scripts[script])).status).toBe(201);
      names.set(script, name);
    }
    const config = clientConfig(platform.access);
    const table = openTable(platform.outputs.all.TableName ?? '', new DynamoDBClient(config));
    store = makeRunStore(table);
    queue = makeQueueStore(table);
    objects = makeRunObjects(
      new S3Client({ ...config, forcePathStyle: true }),
      platform.outputs.ArtifactsBucket,
    );
    const [first] = [await author.startRun(names.get('brief') ?? '')];
    acknowledged.push(first.id);
    owner = (await store.find(first.id))?.owner ?? '';
  }, 5 * MINUTES);
  afterAll(async () => {
    await platform?.stop();
    await rm(home, { recursive: true, force: true });
  });

  /** Asks for a run until that is acknowledged, always with the same key: it makes one run. */
  const start = (script: Script): Promise<string> => {
    const key = randomUUID();
    return patiently(async () => {
      const body = { script: names.get(script), parameters: {} };
      const answer = await author.call('POST', '/runs', body, { 'idempotency-key': key });
      if (answer.status !== 202) throw new Error(`not acknowledged: ${JSON.stringify(answer.body)}`);
      return answer.body.data.id as string;
    }, 60).then((id) => {
      acknowledged.push(id);
      return id;
    });
  };
  /** True when it was seen in time. */
  const seen = async (look: () => Promise<boolean>, seconds = 20): Promise<boolean> => {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(5))
      if (await look().catch(() => false)) return true;
    return false;
  };
  /** Whether the run comes to be so; one that has ended otherwise never will. */
  const is = async (id: string, holds: (run: Run) => boolean): Promise<boolean> => {
    let run: Run | undefined;
    await seen(async () => {
      run = await store.find(id);
      return run !== undefined && (holds(run) || isFinal(run));
    });
    return run !== undefined && holds(run);
  };
  const workers =
    (...functions: string[]) =>
    () =>
      killWorkers(platform, functions);
  const part = (name: 'agent' | 'emulator') => () => killPart(platform, name);
  const settled = () => patiently(async () => expect((await store.listActive()).length).toBe(0), 60);

  /** Goes to a point, and answers whether it was there; `kill` comes next. */
  interface Point {
    readonly reach: () => Promise<boolean | { readonly there: boolean; readonly rest: Promise<unknown> }>;
    readonly kill: () => Promise<number>;
    readonly part?: 'agent' | 'emulator';
  }
  const points: Record<string, Point> = {
    'the run is written': {
      reach: async () => {
        const before = new Set((await store.listActive()).map(({ id }) => id));
        const rest = start('brief');
        return {
          there: await seen(async () => (await store.listActive()).some(({ id }) => !before.has(id))),
          rest,
        };
      },
      kill: workers('RunsApi'),
    },
    'the ledger is written': {
      reach: async () => {
        const { turn } = await queue.readLedger();
        const rest = start('brief');
        return { there: await seen(async () => (await queue.readLedger()).turn > turn), rest };
      },
      kill: workers('RunsApi'),
    },
    'the run waits in its line': {
      reach: async () => {
        await Promise.all(Array.from({ length: SLOTS }, () => start('sleeper')));
        const before = new Set((await queue.listLine(owner)).map(({ id }) => id));
        const rest = start('brief');
        const stands = async () => (await queue.listLine(owner)).some(({ id }) => !before.has(id));
        return { there: await seen(stands), rest };
      },
      kill: workers('RunsApi'),
    },
    'the execution is started': {
      reach: async () => {
        const id = await start('brief');
        return is(id, (run) => run.status === 'starting' || (run.status === 'queued' && !isWaiting(run)));
      },
      kill: workers('PrepareRun'),
    },
    'in Prepare': {
      reach: async () => is(await start('brief'), ({ status }) => status === 'starting'),
      kill: workers('PrepareRun'),
    },
    'the task is created': {
      reach: async () => {
        const before = new Set(await readdir(platform.home.tasks));
        await start('brief');
        return seen(async () => (await readdir(platform.home.tasks)).some((name) => !before.has(name)));
      },
      kill: part('agent'),
      part: 'agent',
    },
    'main is entered': {
      reach: async () => is(await start('sleeper'), ({ status }) => status === 'running'),
      kill: part('emulator'),
      part: 'emulator',
    },
    'it uploads': {
      reach: async () => {
        const id = await start('writer');
        const hasWritten = async () =>
          (await author.call('GET', `/runs/${id}/logs`)).body.data.lines.length > 1;
        return (await seen(hasWritten)) && !isFinal((await store.find(id)) ?? { status: 'failed' });
      },
      kill: part('agent'),
      part: 'agent',
    },
    'its report is posted': {
      reach: async () => {
        const id = await start('brief');
        return seen(async () => (await objects.list(reportKey(id, 1), undefined, 1)).objects.length > 0);
      },
      kill: workers('OnReport'),
    },
    'in Finalize': {
      reach: async () => is(await start('brief'), isFinal),
      kill: workers('FinalizeRun', 'OnTaskStopped'),
    },
    'it is being cancelled': {
      reach: async () => {
        const id = await start('sleeper');
        await is(id, ({ status }) => status === 'running');
        const rest = author.call('POST', `/runs/${id}/cancel`).catch(() => undefined);
        const there = await is(id, ({ status }) => status === 'cancelling');
        cancelled.add(id);
        return { there, rest };
      },
      kill: workers('RunsApi', 'OnTaskStopped'),
    },
    'in dispatch': {
      reach: async () => {
        const runs = await Promise.all(Array.from({ length: SLOTS + 2 }, () => start('brief')));
        return seen(async () => {
          const found = await Promise.all(runs.map((id) => store.find(id)));
          return found.some((run) => run !== undefined && isFinal(run));
        });
      },
      kill: workers('OnReport', 'FinalizeRun', 'OnTaskStopped'),
    },
    'in the sweeper': {
      reach: async () => {
        await start('brief');
        await sweepRuns(platform.access, platform.outputs);
        await sleep(Math.random() * 60);
        return true;
      },
      kill: workers('SweepRuns'),
    },
  };

  it(
    `${Object.keys(points).length} points, ${KILLS} times each: one final status, one container for each attempt, nothing left`,
    async () => {
      const killed: Record<string, number> = {};
      for (const [label, point] of Object.entries(points)) {
        killed[label] = 0;
        for (let tries = 0; killed[label] < KILLS && tries < 3 * KILLS; tries += 1) {
          await patiently(
            () => manager.call('GET', '/queue').then(({ status }) => expect(status).toBe(200)),
            60,
          );
          if (point.part !== undefined) await untilKillable(point.part);
          const reached = await patiently(point.reach, 60);
          const { there, rest } = typeof reached === 'object' ? reached : { there: reached, rest: undefined };
          if (there && (await point.kill()) > 0) killed[label] += 1;
          await rest;
        }
      }
      console.log(`killed: ${JSON.stringify(killed)}`);
      expect(Object.entries(killed).filter(([, times]) => times < KILLS)).toEqual([]);

      // What a crash has cut off the sweeper finishes; here it need not wait for the minute.
      await patiently(async () => {
        await sweepRuns(platform.access, platform.outputs);
        await sleep(1000);
        expect(await store.listActive()).toEqual([]);
      }, 240);
      await settled();
      const ids = new Set(acknowledged);
      const runs = await Promise.all([...ids].map((id) => store.find(id)));
      for (const run of runs) {
        if (run === undefined) throw new Error('an acknowledged run is gone');
        expect(run.timeline.filter(({ status }) => isFinal({ status }))).toHaveLength(1);
        expect(isFinal(run)).toBe(true);
        // What the platform did is never the script's fault; who cancelled may have been too late.
        const codes = ['platform_error', null, ...(cancelled.has(run.id) ? ['cancelled'] : [])];
        expect(codes).toContain(run.code);
        for (const { attempt } of run.attempts) {
          const containers = await containersOf(author, run.id, attempt);
          expect(containers.size).toBeLessThanOrEqual(1);
        }
      }
      // Each request that was repeated until it was acknowledged has made one run.
      expect((await listRuns(author)).toSorted()).toEqual([...ids].toSorted());
      const ended = runs.flatMap((run) => run?.status ?? []);
      console.log(
        `${ids.size} runs: ${JSON.stringify(Object.fromEntries([...Map.groupBy(ended, (status) => status)].map(([status, all]) => [status, all.length])))}`,
      );
      await patiently(async () => expect(await leftBehind([...ids])).toEqual([]), 10);
      await patiently(async () => {
        await sweepRuns(platform.access, platform.outputs);
        const { slots, waiting } = (await manager.call('GET', '/queue')).body.data;
        expect([slots, waiting]).toEqual([[], []]);
      }, 30);
    },
    30 * MINUTES,
  );
});
