import type { DomainEvent } from '../../../../events/domain/domain-event.ts';
import { type ScheduleWork, scheduleWork } from '../../../../events/sqs/schedule-work.ts';
import { makeApi } from '../../../../functions/platform/api.ts';
import { makeCursors } from '../../../../functions/platform/cursor.ts';
import { notSignedIn } from '../../../../functions/platform/errors.ts';
import { makeLog } from '../../../../functions/platform/log.ts';
import type { Caller } from '../../../../functions/platform/permissions.ts';
import { makeAdmission } from '../../../../functions/runs/admission/admission.ts';
import { makeCheckRun } from '../../../../functions/runs/check-run.ts';
import { makeLaunchRun } from '../../../../functions/runs/launch-run.ts';
import type { Run } from '../../../../functions/runs/run.ts';
import { makeStartExecution } from '../../../../functions/runs/start-execution.ts';
import { makeAdvanceBackfill } from '../../../../functions/schedules/advance-backfill.ts';
import { schedulesRoutes } from '../../../../functions/schedules/contract.ts';
import { makeFireTick } from '../../../../functions/schedules/fire-tick.ts';
import {
  makeCountFailures,
  makeFollowRuns,
  makeNoteEnd,
} from '../../../../functions/schedules/follow-runs.ts';
import { makeHearRunEnd } from '../../../../functions/schedules/hear-run-end.ts';
import { makeDoWork, makeHeartbeat } from '../../../../functions/schedules/heartbeat.ts';
import { makeSchedulesOperations } from '../../../../functions/schedules/operations.ts';
import { makePlanTicks } from '../../../../functions/schedules/plan-ticks.ts';
import type { Tick } from '../../../../functions/schedules/tick.ts';
import { type EventOptions, httpEvent, send } from '../../platform/http-events.ts';
import { makeCloud } from '../../runs/stage/cloud.ts';
import { makeFiles, makeScripts, versionOf } from '../../runs/stage/files-and-scripts.ts';
import { makeMemoryRunStore } from '../../runs/stage/memory-run-store.ts';
import { people } from '../../runs/stage/people.ts';
import {
  makeMemoryBackfillStore,
  makeMemoryCalendarStore,
  makeMemoryScheduleStore,
  makeMemoryTickStore,
} from './memory-stores.ts';

/** Where the clock of the tests starts: half a minute before a minute. */
export const MORNING = Date.parse('2026-11-22T08:29:30.000Z');
export const MINUTE = 60_000;

/** A process was killed; whatever it still wants to do does not happen. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** The same functions, of which only so many calls are made before the process is killed. */
const mortal = <Part extends object>(part: Part, life: { calls: number }): Part =>
  new Proxy(part, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        life.calls -= 1;
        if (life.calls < 0) throw new Killed(`before ${String(name)}`);
        const result: unknown = await value.apply(target, args);
        if (life.calls <= 0) throw new Killed(`after ${String(name)}`); // done, and nobody heard of it
        return result;
      };
    },
  });

/** Schedules and runs over memory, with a clock that moves by hand. */
export const openSchedulesStage = () => {
  const clock = { at: MORNING };
  const now = () => clock.at;
  const lines: string[] = [];
  const log = makeLog('test', (line) => lines.push(line));
  const scripts = makeScripts();
  scripts.add(versionOf('job', { day: { type: 'string', default: '' }, n: { type: 'integer', default: 0 } }));
  scripts.add(versionOf('reader', { book: { type: 'string', format: 'file' } }, ['book']));
  const files = makeFiles();
  files.add(1, 'book.xlsx');
  files.add(2, 'book.xlsx', 'sub-wei');
  const runs = makeMemoryRunStore((id) => files.ready.has(id));
  const { workflow } = makeCloud();
  const store = makeMemoryScheduleStore();
  const ticks = makeMemoryTickStore(runs.findEarlier);
  const calendars = makeMemoryCalendarStore();
  const backfills = makeMemoryBackfillStore();
  const events: DomainEvent[] = [];
  /** Who there is; removing one is what an administrator does. */
  const owners = new Map<string, Caller>(people.map((each) => [each.userId, each]));
  const admission = makeAdmission({ store: runs, queue: runs.queue, workflow, now, log });
  const realLaunch = makeLaunchRun({
    ...admission,
    queue: runs.queue,
    findRunnableVersion: scripts.find,
    findOwnReadyFiles: files.find,
    startExecution: makeStartExecution({ store: admission.store, workflow }),
    now,
    log,
  });
  const launching = { launchRun: realLaunch, before: async (): Promise<void> => undefined };

  /** A process of its own over the same stores; `calls`: after so many it is killed. */
  const startProcess = (calls = Number.POSITIVE_INFINITY) => {
    const life = { calls };
    const parts = {
      store: mortal(store, life),
      ticks: mortal(ticks, life),
      calendars: mortal(calendars, life),
      backfills: mortal(backfills, life),
      now,
      log,
    };
    const outside = mortal(
      {
        launchRun: async (...args: Parameters<typeof realLaunch>) => {
          await launching.before();
          return realLaunch(...args);
        },
        findRun: runs.find,
        findOwner: async ({ userId }: { userId: string }) => owners.get(userId),
        publish: async (some: readonly DomainEvent[]) => {
          events.push(...some);
        },
      },
      life,
    );
    const deps = { ...parts, ...outside };
    const countFailures = makeCountFailures(deps);
    const noteEnd = makeNoteEnd(deps);
    const planTicks = makePlanTicks(deps);
    const fireTick = makeFireTick({ ...deps, followRuns: makeFollowRuns(deps), countFailures });
    const advanceBackfill = makeAdvanceBackfill({ ...deps, fireTick, noteEnd });
    const engine = { ...deps, countFailures, noteEnd, planTicks, fireTick, advanceBackfill };
    return engine;
  };
  type Engine = ReturnType<typeof startProcess>;

  const queue: ScheduleWork[] = [];
  const beatOf = (engine: Engine) =>
    makeHeartbeat({
      ...engine,
      handOn: async (works) => {
        queue.push(...works.map((work) => scheduleWork.parse(JSON.parse(JSON.stringify(work)))));
      },
    })();
  /** What was handed on is worked on by other functions. */
  const workOff = async (): Promise<void> => {
    const doWork = makeDoWork(startProcess());
    for (let work = queue.shift(); work !== undefined; work = queue.shift()) await doWork(work);
  };
  /** One heartbeat with all that it handed on; killed after so many calls where that is said. */
  const beat = async (calls?: number): Promise<void> => {
    await beatOf(startProcess(calls)).catch((thrown: unknown) => {
      if (!(thrown instanceof Killed)) throw thrown;
    });
    await workOff();
  };

  const engine = startProcess();
  const api = makeApi(
    schedulesRoutes,
    makeSchedulesOperations({
      ...engine,
      checkRun: makeCheckRun({ findRunnableVersion: scripts.find, findOwnReadyFiles: files.find }),
      cursors: makeCursors(async () => 'a secret of the tests'),
    }),
    {
      authenticate: async ({ headers }) => {
        const caller = people.find(({ username }) => username === headers.authorization);
        if (caller === undefined) throw notSignedIn();
        return caller;
      },
      defaultLanguage: 'en',
      now,
      log,
    },
  );
  const call = (method: string, path: string, { headers, ...options }: EventOptions = {}, who = 'fang') =>
    send(api, httpEvent(method, path, { ...options, headers: { authorization: who, ...headers } }));

  const allRuns = (): Run[] => [...runs.runs.values()].map((row) => JSON.parse(row) as Run);
  const allTicks = (): Tick[] =>
    [...ticks.rows.values()]
      .map((row) => JSON.parse(row) as Tick)
      .sort((a, b) => (a.due_at < b.due_at ? -1 : 1));
  const hearRunEnd = makeHearRunEnd(engine);
  /** A run ends, and `times` events say so. */
  const endRun = async (run: Run, status: Run['status'], times = 1): Promise<void> => {
    const before = await runs.find(run.id);
    if (before === undefined) throw new Error(`no run ${run.id}`);
    await runs.replace(before, { ...before, status, revision: before.revision + 1 });
    for (let n = 0; n < times; n += 1) await hearRunEnd(run.trigger);
  };
  /** Creates a schedule of `job`; throws when that is refused. */
  const create = async (fields: object, who = 'fang') => {
    const body = { name: `schedule ${store.rows.size}`, script: 'job', expression: '* * * * *', ...fields };
    const answer = await call('POST', '/schedules', { body }, who);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body.data;
  };
  return {
    clock,
    call,
    create,
    beat,
    startProcess,
    runs,
    scripts,
    files,
    store,
    ticks,
    calendars,
    backfills,
    events,
    owners,
    launching,
    queue,
    workOff,
    allRuns,
    allTicks,
    endRun,
    log: lines,
  };
};

export type SchedulesStage = ReturnType<typeof openSchedulesStage>;
