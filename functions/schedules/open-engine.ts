import { openFindOwner } from '../identity/index.ts';
import { makePublishEvents } from '../platform/domain-events.ts';
import type { Log } from '../platform/log.ts';
import type { Table } from '../platform/table.ts';
import { openLauncher } from '../runs/index.ts';
import { makeAdvanceBackfill } from './advance-backfill.ts';
import { makeBackfillStore } from './backfill-store.ts';
import { makeCalendarStore } from './calendar-store.ts';
import { makeFireTick } from './fire-tick.ts';
import { makeCountFailures, makeFollowRuns, makeNoteEnd } from './follow-runs.ts';
import { makePlanTicks } from './plan-ticks.ts';
import { makeScheduleStore } from './store.ts';
import { makeTickStore } from './tick-store.ts';

export interface EngineConfig {
  readonly FILES_BUCKET: string;
  readonly STATE_MACHINE_ARN: string;
  readonly USER_POOL_ID: string;
  readonly EVENT_BUS: string;
}

/** What plans and fires ticks, over the stage's own table, user pool and state machine. */
export const openEngine = (table: Table, config: EngineConfig, log: Log) => {
  const stores = {
    store: makeScheduleStore(table),
    ticks: makeTickStore(table),
    calendars: makeCalendarStore(table),
    backfills: makeBackfillStore(table),
  };
  const { launchRun, findRun } = openLauncher(table, config, log);
  const deps = { ...stores, findRun, now: Date.now, log };
  const countFailures = makeCountFailures(deps);
  const noteEnd = makeNoteEnd(deps);
  const planTicks = makePlanTicks(deps);
  const fireTick = makeFireTick({
    ...deps,
    launchRun,
    findOwner: openFindOwner(table, config.USER_POOL_ID),
    followRuns: makeFollowRuns(deps),
    countFailures,
    publish: makePublishEvents(config.EVENT_BUS),
  });
  const advanceBackfill = makeAdvanceBackfill({ ...deps, fireTick, noteEnd });
  return { ...deps, countFailures, noteEnd, planTicks, fireTick, advanceBackfill };
};
