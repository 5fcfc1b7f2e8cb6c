import { setTimeout as sleep } from 'node:timers/promises';
import type { FindOwnReadyFiles, ReadyFile } from '../files/index.ts';
import { unavailable, validationFailed } from '../platform/errors.ts';
import type { IdempotencyKey } from '../platform/idempotency.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Caller } from '../platform/permissions.ts';
import type { RunPolicy } from '../platform/run-policy.ts';
import type { FindRunnableVersion, RunnableVersion } from '../scripts/index.ts';
import { changeRun } from './change-run.ts';
import { requestCancel } from './moves.ts';
import { checkFiles } from './parameters/check-files.ts';
import { type CheckedParameters, checkParameters } from './parameters/check-parameters.ts';
import { parametersShape } from './parameters/parameter-schema.ts';
import { executionName, newRun, type Run } from './run.ts';
import type { RunInputs } from './run-inputs.ts';
import type { StartExecution } from './start-execution.ts';
import type { RunStore } from './store.ts';

export interface LaunchDependencies {
  readonly store: Pick<RunStore, 'create' | 'find' | 'findEarlier' | 'replace'>;
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

/** Rounds against others who use the same idempotency key at this moment. */
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

/**
 * Starts a run: checks the wish against the version's parameters, writes the run with everything that belongs to it in
 * one transaction, and starts its execution. Once written the run is acknowledged: when the execution cannot be started
 * now, the sweeper starts it. The same idempotency key gives the run it made before.
 */
export const makeLaunchRun = (deps: LaunchDependencies) => {
  const { store, findRunnableVersion, findOwnReadyFiles, startExecution, now, log } = deps;

  const check = async (caller: Caller, wish: Wish) => {
    const version = await findRunnableVersion(wish.script, wish.version);
    const shape = parametersShape.parse(version.parameters);
    const checked = checkParameters(shape, wish.parameters);
    const ids = idsOf(checked);
    const files = ids.length === 0 ? [] : await findOwnReadyFiles(caller, ids);
    const known = new Map(files.map((file) => [file.id, file]));
    const faults = [...checked.faults, ...checkFiles(shape, checked.fileIds, known)];
    if (faults.length > 0) throw validationFailed(faults);
    return { version, shape, checked, known };
  };

  /** A file may have been deleted between the check and its pin: then there is nothing to run. */
  const checkPins = async (
    caller: Caller,
    run: Run,
    { shape, checked }: Awaited<ReturnType<typeof check>>,
  ) => {
    if (run.file_ids.length === 0) return;
    const files = await findOwnReadyFiles(caller, run.file_ids);
    const faults = checkFiles(shape, checked.fileIds, new Map(files.map((file) => [file.id, file])));
    if (faults.length === 0) return;
    await changeRun(store, run.id, (each) =>
      requestCancel(each, run.created_by, new Date(now()).toISOString()),
    );
    throw validationFailed(faults);
  };

  const create = async (
    caller: Caller,
    wish: Wish,
    key: IdempotencyKey | undefined,
  ): Promise<Run | string> => {
    const good = await check(caller, wish);
    const at = now();
    const policy = { ...good.version.policy, ...wish.policy };
    const run = newRun({
      id: newId('run', at),
      script: good.version.name,
      version: good.version.version,
      owner: caller.userId,
      created_by: caller.username,
      created_at: new Date(at).toISOString(),
      trigger: wish.trigger,
      retry_of: wish.retryOf,
      file_ids: idsOf(good.checked),
      timeout_seconds: good.version.limits.timeout_seconds,
      priority: policy.priority,
      retry: policy.retry,
      retention: policy.retention,
    });
    const inputs = inputsOf(good.version, good.checked, good.known);
    const claim = key && { key, subject: run.id };
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      if (await store.create(run, inputs, claim, at)) {
        await checkPins(caller, run, good);
        return run;
      }
      const earlier = await store.findEarlier(key, now());
      if (earlier !== undefined) return earlier;
      await sleep(Math.random() * PAUSE_MS * (round + 1));
    }
    throw unavailable(new Error('the idempotency key is being claimed by others'));
  };

  const findEarlierRun = async (id: string): Promise<Run> => {
    const run = await store.find(id);
    if (run === undefined) throw new Error(`the run ${id} of an idempotency key does not exist`);
    return run;
  };

  return async (caller: Caller, wish: Wish, key: IdempotencyKey | undefined): Promise<Run> => {
    const earlier = await store.findEarlier(key, now());
    const made = earlier ?? (await create(caller, wish, key));
    if (typeof made === 'string') return findEarlierRun(made);
    try {
      await startExecution({ id: made.id, execution: executionName(made) });
    } catch (thrown) {
      log.warn('the execution is left to the sweeper', { run_id: made.id, cause: thrown });
    }
    return made;
  };
};

export type LaunchRun = ReturnType<typeof makeLaunchRun>;
