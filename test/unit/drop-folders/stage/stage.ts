import type { DomainEvent } from '../../../../events/domain/domain-event.ts';
import type { DropMessage } from '../../../../events/sqs/drop-message.ts';
import type { Member } from '../../../../functions/drop-folders/contract.ts';
import type { DropFolder } from '../../../../functions/drop-folders/drop-folder.ts';
import { makeMoveStray } from '../../../../functions/drop-folders/move-stray.ts';
import { makeSettleSet } from '../../../../functions/drop-folders/settle-set.ts';
import { makeStartSet } from '../../../../functions/drop-folders/start-set.ts';
import { makeSweepDrops } from '../../../../functions/drop-folders/sweep-drops.ts';
import { makeTakeObject } from '../../../../functions/drop-folders/take-object.ts';
import { makeWorkQueue } from '../../../../functions/drop-folders/work-queue.ts';
import { newId } from '../../../../functions/platform/ids.ts';
import { makeLog } from '../../../../functions/platform/log.ts';
import type { Caller } from '../../../../functions/platform/permissions.ts';
import type { FindFileRules, Launcher, Run } from '../../../../functions/runs/index.ts';
import { callerWith } from '../../platform/caller.ts';
import { makeMemoryBucket } from './memory-bucket.ts';
import { makeMemoryStores } from './memory-stores.ts';

export const BUCKET = 'files';
const START = Date.parse('2026-05-02T08:00:00.000Z');

export const owner: Caller = callerWith({
  userId: 'u-1',
  username: 'wang',
  roles: ['operator'],
  sessionId: 's',
});

export const member = (parameter: string, pattern: string, more: Partial<Member> = {}): Member => ({
  parameter,
  pattern,
  min: 1,
  max: 1,
  required: true,
  ...more,
});

export const monthEnd: readonly Member[] = [
  member('bank', 'bank_(?<month>\\d{6})\\.csv'),
  member('ledger', 'ledger_\\k<month>\\.xlsx'),
  member('rates', 'rates_\\k<month>\\.csv'),
];

/** A run as far as the tests look at it. */
export interface Launched {
  readonly id: string;
  readonly by: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly trigger: Readonly<Record<string, unknown>>;
}

/** Everything behind the queue of drops but S3, the table and the runs, which are in memory; with a clock of its own. */
export const makeStage = (settings: Partial<DropFolder> = {}) => {
  let at = START;
  const now = () => at;
  const stores = makeMemoryStores();
  const bucket = makeMemoryBucket(now);
  const queue: { message: DropMessage; at: number }[] = [];
  const events: DomainEvent[] = [];
  const launched = new Map<string, Launched>();
  const state: {
    caller: Caller | undefined;
    rules: Awaited<ReturnType<FindFileRules>>;
    fail: (() => void) | undefined;
  } = { caller: owner, rules: undefined, fail: undefined };
  const log = makeLog('stage', () => {});
  const folder: DropFolder = {
    id: newId('drop', START),
    name: 'month-end',
    script: 'reconcile',
    scriptVersion: undefined,
    parameters: { month: '{{ set.month }}' },
    members: monthEnd,
    groupBy: null,
    quietSeconds: 10,
    deadline: null,
    onStray: 'quarantine',
    enabled: true,
    ownerId: owner.userId,
    owner: owner.username,
    department: owner.department,
    version: 1,
    createdAt: new Date(START).toISOString(),
    updatedAt: new Date(START).toISOString(),
    ...settings,
  };

  const launchRun: Launcher['launchRun'] = async (caller, wish, key) => {
    state.fail?.();
    const id = key?.id ?? '';
    const run = launched.get(id) ?? {
      id: newId('run', at),
      by: caller.username,
      parameters: wish.parameters,
      trigger: wish.trigger,
    };
    launched.set(id, run);
    return run as unknown as Run;
  };
  const common = {
    ...stores,
    objects: bucket.store,
    send: async (messages: readonly DropMessage[], afterSeconds = 0) => {
      for (const message of messages) queue.push({ message, at: at + Math.max(0, afterSeconds) * 1000 });
    },
    publish: async (told: readonly DomainEvent[]) => void events.push(...told),
    bucket: BUCKET,
    now,
    log,
  };
  const takeObject = makeTakeObject({
    ...common,
    findFileRules: async () => state.rules,
    moveStray: makeMoveStray(common),
  });
  const startSet = makeStartSet({
    ...common,
    importObject: bucket.importObject,
    findOwner: async () => state.caller,
    launchRun,
  });
  const settleSet = makeSettleSet({ ...common, takeObject, startSet });
  const sweep = makeSweepDrops(common);
  const workQueue = makeWorkQueue({ takeObject, settleSet, bucket: BUCKET, log });
  const deliver = (body: unknown) =>
    workQueue({
      Records: [{ messageId: '1', body: typeof body === 'string' ? body : JSON.stringify(body) }],
    });

  return {
    ...stores,
    bucket,
    send: common.send,
    folder,
    queue,
    events,
    launched,
    state,
    settleSet,
    sweep,
    deliver,
    workQueue,
    now,
    open: () => stores.folders.create(folder, undefined, at),
    /** S3's event of an object. */
    tell: (path: string, versionId?: string, sequencer = '0') =>
      deliver({
        source: 'aws.s3',
        'detail-type': 'Object Created',
        detail: {
          bucket: { name: BUCKET },
          object: { key: `drop/month-end/${path}`, 'version-id': versionId, sequencer, size: 1 },
        },
      }),
    put: (path: string, body: string) => bucket.put(`drop/month-end/${path}`, body),
    setsOf: async () => (await stores.sets.list(folder.id, undefined, 1000)).rows,
    straysOf: async () => (await stores.strays.list(folder.id, undefined, 1000)).rows,
    runs: () => [...launched.values()],
    /** Lets time pass, and delivers what is due by then. */
    pass: async (seconds: number): Promise<void> => {
      at += seconds * 1000;
      for (;;) {
        const index = queue.findIndex((each) => each.at <= at);
        if (index < 0) return;
        const [due] = queue.splice(index, 1);
        await deliver(due?.message);
      }
    },
  };
};

export type Stage = ReturnType<typeof makeStage>;

export const names = ['bank_202605.csv', 'ledger_202605.xlsx', 'rates_202605.csv'];

/** A stage with its drop folder. */
export const opened = async (settings: Partial<DropFolder> = {}): Promise<Stage> => {
  const stage = makeStage(settings);
  await stage.open();
  return stage;
};

/** Puts the three files of a month, and tells of each. */
export const dropAll = async (stage: Stage, bodies = ['1', '2', '3']): Promise<void> => {
  for (const [at, name] of names.entries()) await stage.tell(name, stage.put(name, bodies[at] ?? ''));
};
