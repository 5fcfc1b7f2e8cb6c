import { setTimeout as sleep } from 'node:timers/promises';
import type { FindOwnReadyFiles, ReadyFile } from '../files/index.ts';
import { type AuditedChange, audited } from '../platform/audit-context.ts';
import { invalidField, unavailable, validationFailed } from '../platform/errors.ts';
import type { IdempotencyKey } from '../platform/idempotency.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import { type Caller, may } from '../platform/permissions.ts';
import type { RunPolicy } from '../platform/run-policy.ts';
import { text } from '../platform/text.ts';
import type { FindRunnableVersion, RunnableVersion } from '../scripts/index.ts';
import { admit } from './admission/admit.ts';
import { settleConcurrency } from './admission/concurrency.ts';
import type { Dispatch } from './admission/dispatch.ts';
import { type Ledger, withSlots } from './admission/ledger.ts';
import { queueEntryOf } from './admission/queue-entry.ts';
import type { QueueStore } from './admission/queue-store.ts';
import { checkFiles } from './parameters/check-files.ts';
import { type CheckedParameters, checkParameters } from './parameters/check-parameters.ts';
import { parametersShape } from './parameters/parameter-schema.ts';
import { executionName, isWaiting, newRun, type Run } from './run.ts';
import type { RunInputs } from './run-inputs.ts';
import type { StartExecution } from './start-execution.ts';
import type { LedgerChange, RunStore } from './store.ts';

export interface LaunchDependencies {
  readonly store: Pick<RunStore, 'create' | 'find' | 'findEarlier'>;
  readonly queue: Pick<QueueStore, 'readLedger' | 'noteOwner'>;
  readonly dispatch: Dispatch;
  readonly findRunnableVersion: FindRunnableVersion;
  readonly findOwnReadyFiles: FindOwnReadyFiles;
  readonly startExecution: StartExecution;
  readonly now: () => number;
  readonly log: Log;
}

/** What somebody wants to run. */
export interface Wish {
  readonly script: string;
  readonly version: number | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly trigger: Run['trigger'];
  readonly retryOf: string | null;
  /** What its trigger says over the script's own policy. */
  readonly policy?: Partial<Pick<RunPolicy, 'priority' | 'retry' | 'concurrency'>>;
}

/** Rounds against others who use the same idempotency key, the same files or the ledger at this moment. */
const MAX_ROUNDS = 10;
const PAUSE_MS = 25;

const idsOf = ({ fileIds }: CheckedParameters): string[] => [...new Set(Object.values(fileIds).flat())];

const inputsOf = (
  version: RunnableVersion,
  { values, fileIds }: CheckedParameters,
  known: ReadonlyMap<string, ReadyFile>,
): RunInputs => {
  const { file_name, sha256, size, bucket, key, limits } = version;
  const files = Object.entries(fileIds).map(([name, ids]): [string, ReadyFile[]] => [
    name,
    ids.flatMap((id) => known.get(id) ?? []),
  ]);
  return {
    parameters: { ...values },
    files: Object.fromEntries(files),
    script: { file_name, sha256, size, bucket, key },
    limits,
  };
};

/** Whoever may not manage the queue does not overtake by a priority above the script's own. */
export const checkPriority = (caller: Caller, wished: number, own: number): void => {
  if (wished > own && !may(caller, 'queue.manage'))
    throw invalidField(
      'priority',
      text(
        `must be at most ${own}, the script’s own; more needs the permission queue.manage`,
        `不得高于脚本自身的优先级 ${own}；更高的优先级需要权限 queue.manage`,
      ),
    );
};

/** The start of a run as the audit log tells of it. */
const startedBy = ({ script, version, parameters }: Wish, run: Run): AuditedChange => ({
  action: run.retry_of === null ? 'runs.start' : 'runs.retry',
  resource: { type: 'run', id: run.id },
  arguments: { script, version, parameters },
  after: {
    script: run.script,
    version: run.version,
    trigger: run.trigger,
    retry_of: run.retry_of,
    priority: run.priority,
    file_ids: run.file_ids,
  },
});

/** The slot that is free for the run at once, if there is one: then nobody waits whom it could overtake. */
const freeSlotFor = (run: Run, before: Ledger, now: number): LedgerChange | undefined => {
  const entry = queueEntryOf(run);
  return admit(before, [entry]).admit.length === 0
    ? undefined
    : { before, after: withSlots(before, [entry], now) };
};

/**
 * Starts a run: checks the wish against the version's parameters, and writes the run with everything that belongs to it in
 * one transaction. When a slot is free the run has it with that, and its execution is started; otherwise it waits in its
 * user's line. Once written the run is acknowledged: what cannot be done now the sweeper does. The same idempotency key
 * gives the run it made before.
 */
export const makeLaunchRun = (deps: LaunchDependencies) => {
  const { store, queue, dispatch, findRunnableVersion, findOwnReadyFiles, startExecution, now, log } = deps;

  const check = async (caller: Caller, wish: Wish) => {
    const version = await findRunnableVersion(wish.script, wish.version, caller);
    const shape = parametersShape.parse(version.parameters);
    const checked = checkParameters(shape, wish.parameters);
    const ids = idsOf(checked);
    const files = ids.length === 0 ? [] : await findOwnReadyFiles(caller, ids);
    const known = new Map(files.map((file) => [file.id, file]));
    const faults = [...checked.faults, ...checkFiles(shape, checked.fileIds, known)];
    if (faults.length > 0) throw validationFailed(faults);
    return { version, shape, checked, known };
  };

  /** Files that were deleted since they were checked: then there is nothing to run. */
  const goneFiles = ({ shape, checked, known }: Awaited<ReturnType<typeof check>>, gone: readonly string[]) =>
    validationFailed(
      checkFiles(shape, checked.fileIds, new Map([...known].filter(([id]) => !gone.includes(id)))),
    );

  const create = async (
    caller: Caller,
    wish: Wish,
    key: IdempotencyKey | undefined,
  ): Promise<Run | string> => {
    // Read at the same time: whether a slot is free costs no time of its own.
    const [good, ledger] = await Promise.all([check(caller, wish), queue.readLedger()]);
    const at = now();
    const policy = { ...good.version.policy, ...wish.policy };
    checkPriority(caller, policy.priority, good.version.policy.priority);
    const run = newRun({
      id: newId('run', at),
      script: good.version.name,
      version: good.version.version,
      owner: caller.userId,
      created_by: caller.username,
      department: caller.department,
      created_at: new Date(at).toISOString(),
      trigger: wish.trigger,
      retry_of: wish.retryOf,
      file_ids: idsOf(good.checked),
      timeout_seconds: good.version.limits.timeout_seconds,
      priority: policy.priority,
      retry: policy.retry,
      retention: policy.retention,
      concurrency: settleConcurrency(policy.concurrency, {
        script: good.version.name,
        user: caller.username,
        parameters: { ...good.checked.fileIds, ...good.checked.values },
      }),
      admitted_at: null,
    });
    const inputs = inputsOf(good.version, good.checked, good.known);
    const claim = key && { key, subject: run.id };
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      // When others are quicker at the ledger the run takes its place in the queue like everybody.
      const slot = round === 0 ? freeSlotFor(run, ledger, at) : undefined;
      const written = slot === undefined ? run : { ...run, admitted_at: run.created_at };
      const created = await audited(startedBy(wish, written), () =>
        store.create(written, { inputs, claim, ledger: slot }, at),
      );
      if (created === 'written') return written;
      if (typeof created === 'object') throw goneFiles(good, created.gone);
      const earlier = await store.findEarlier(key, now());
      if (earlier !== undefined) return earlier;
      await sleep(Math.random() * PAUSE_MS * (round + 1));
    }
    throw unavailable(new Error('others write the same rows all the time'));
  };

  const findEarlierRun = async (id: string): Promise<Run> => {
    const run = await store.find(id);
    if (run === undefined) throw new Error(`the run ${id} of an idempotency key does not exist`);
    return run;
  };

  return async (caller: Caller, wish: Wish, key: IdempotencyKey | undefined): Promise<Run> => {
    const earlier = await store.findEarlier(key, now());
    const made = earlier ?? (await create(caller, wish, key));
    const run = typeof made === 'string' ? await findEarlierRun(made) : made;
    try {
      if (!isWaiting(run)) {
        if (run.status === 'queued') await startExecution({ id: run.id, execution: executionName(run) });
        return run;
      }
      await queue.noteOwner(run.owner);
      await dispatch({ arrived: queueEntryOf(run) });
      return (await store.find(run.id)) ?? run;
    } catch (thrown) {
      log.warn('the execution is left to the sweeper', { run_id: run.id, cause: thrown });
      return run;
    }
  };
};

export type LaunchRun = ReturnType<typeof makeLaunchRun>;
