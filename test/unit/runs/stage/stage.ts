import { makeApi } from '../../../../functions/platform/api.ts';
import { makeCursors } from '../../../../functions/platform/cursor.ts';
import { makeLog } from '../../../../functions/platform/log.ts';
import type { ColumnMask } from '../../../../functions/platform/mask-schema.ts';
import { makeAdmission } from '../../../../functions/runs/admission/admission.ts';
import { makeMendQueue } from '../../../../functions/runs/admission/mend-queue.ts';
import { runsRoutes } from '../../../../functions/runs/contract.ts';
import {
  makeFinalizeByReport,
  makeFinalizeByTask,
  makeFinalizeByWorkflow,
} from '../../../../functions/runs/finalize-by-event.ts';
import { makeFinalizeRun } from '../../../../functions/runs/finalize-run.ts';
import { makeRunsOperations } from '../../../../functions/runs/operations.ts';
import { makePrepareRun } from '../../../../functions/runs/prepare-run.ts';
import { makeRecordProgress } from '../../../../functions/runs/record-progress.ts';
import { makeStartExecution } from '../../../../functions/runs/start-execution.ts';
import { makeStopCancelled } from '../../../../functions/runs/stop-cancelled.ts';
import { makeStopTasks } from '../../../../functions/runs/stop-tasks.ts';
import { makeSweepRuns } from '../../../../functions/runs/sweep-runs.ts';
import { type EventOptions, httpEvent, send } from '../../platform/http-events.ts';
import { withMasks } from '../../platform/masked-caller.ts';
import { makeCloud } from './cloud.ts';
import { makeFiles, makeScripts } from './files-and-scripts.ts';
import { makeMemoryObjects } from './memory-objects.ts';
import { makeMemoryRunStore } from './memory-run-store.ts';
import { authenticate } from './people.ts';

/** Where the clock of the tests starts. */
export const MORNING = Date.parse('2026-11-22T08:30:00.000Z');

/**
 * Everything of the runs domain over memory, with a clock that moves when somebody sleeps. `onSleep` is what happens
 * meanwhile, `masks` what is hidden from everybody but administrators.
 */
export const openStage = ({ masks }: { readonly masks?: readonly ColumnMask[] } = {}) => {
  const files = makeFiles();
  const store = makeMemoryRunStore((id) => files.ready.has(id));
  const { queue } = store;
  const objects = makeMemoryObjects();
  const cloud = makeCloud();
  const scripts = makeScripts();
  const lines: string[] = [];
  const log = makeLog('test', (line) => lines.push(line));
  const clock = { at: MORNING, onSleep: async (): Promise<void> => undefined };
  const now = () => clock.at;
  const sleep = async (milliseconds: number): Promise<void> => {
    clock.at += milliseconds;
    await clock.onSleep();
  };
  const { workflow, tasks, signer } = cloud;
  // Each call is looked up when it is made, so that a test can put something between.
  const late = new Proxy(store, {
    get: (target, name) => {
      const found: unknown = Reflect.get(target, name);
      return typeof found === 'function'
        ? (...all: unknown[]): unknown => Reflect.apply(Reflect.get(target, name), target, all)
        : found;
    },
  });
  const outside = { store: late, queue, objects, workflow, tasks, now, log };
  const stopTasks = makeStopTasks(outside);
  const stopCancelled = makeStopCancelled({ ...outside, stopTasks, sleep });
  const admission = makeAdmission({ ...outside, stopCancelled });
  const shared = { ...outside, ...admission };
  const finalizeRun = makeFinalizeRun({ ...shared, random: () => 0.5 });
  const api = makeApi(
    runsRoutes,
    makeRunsOperations({
      ...outside,
      findRunnableVersion: scripts.find,
      findOwnReadyFiles: files.find,
      signDownload: async (key, { disposition, contentType }, seconds) =>
        `https://s3.test/artifacts/${encodeURI(key)}?${new URLSearchParams({ disposition, contentType, seconds: String(seconds) })}`,
      signRead: async (key) => `https://inside.test/artifacts/${key}`,
      maskDownload: async ({ name }, masks) =>
        masks.length === 0 ? undefined : `https://s3.test/masked/${name}`,
      cursors: makeCursors(async () => 'a secret of the tests'),
      sleep,
    }),
    {
      authenticate: async (request) => {
        const caller = await authenticate(request);
        return masks === undefined ? caller : withMasks(caller, masks);
      },
      defaultLanguage: 'en',
      now,
      log,
    },
  );
  const call = (method: string, path: string, { headers, ...options }: EventOptions = {}, who = 'fang') =>
    send(api, httpEvent(method, path, { ...options, headers: { authorization: who, ...headers } }));
  return {
    store,
    queue,
    dispatch: admission.dispatch,
    objects,
    cloud,
    files,
    scripts,
    log: lines,
    clock,
    call,
    prepare: makePrepareRun({ ...shared, signer, artifactsBucket: 'artifacts', timeZone: 'Asia/Shanghai' }),
    finalize: makeFinalizeByWorkflow({ finalizeRun, now }),
    onReport: makeFinalizeByReport({ finalizeRun, log }),
    onTaskStopped: makeFinalizeByTask({ finalizeRun, store, log }),
    onProgress: makeRecordProgress({ ...shared, stopTasks }),
    sweep: makeSweepRuns({
      ...shared,
      finalizeRun,
      stopTasks,
      startExecution: makeStartExecution(shared),
      mendQueue: makeMendQueue({ ...shared, platformDefault: 25 }),
    }),
  };
};

export type Stage = ReturnType<typeof openStage>;
