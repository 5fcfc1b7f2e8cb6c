import type { Operations } from '../platform/api.ts';
import type { Cursors } from '../platform/cursor.ts';
import type { CheckRun } from '../runs/index.ts';
import { makeBackfillSchedule } from './backfill-schedule.ts';
import { makeCheckSchedule } from './check-schedule.ts';
import type { schedulesRoutes } from './contract.ts';
import { makeCreateSchedule } from './create-schedule.ts';
import { makeDeleteCalendar } from './delete-calendar.ts';
import { makeDeleteSchedule } from './delete-schedule.ts';
import { makeListBackfills } from './list-backfills.ts';
import { makeListCalendars } from './list-calendars.ts';
import { makeListSchedules } from './list-schedules.ts';
import { makeListTicks } from './list-ticks.ts';
import { makeListUnrunTicks } from './list-unrun-ticks.ts';
import type { openEngine } from './open-engine.ts';
import { makePauseSchedule } from './pause-schedule.ts';
import { makePresentSchedule } from './present-schedule.ts';
import { makePreviewExpression } from './preview-expression.ts';
import { makePreviewSchedule } from './preview-schedule.ts';
import { makePutCalendar } from './put-calendar.ts';
import { makeResumeSchedule } from './resume-schedule.ts';
import { makeShowCalendar } from './show-calendar.ts';
import { makeShowSchedule } from './show-schedule.ts';
import { makeTriggerSchedule } from './trigger-schedule.ts';
import { makeUpdateSchedule } from './update-schedule.ts';

export type SchedulesDependencies = Pick<
  ReturnType<typeof openEngine>,
  'store' | 'ticks' | 'calendars' | 'backfills' | 'planTicks' | 'fireTick' | 'advanceBackfill' | 'now' | 'log'
> & { readonly checkRun: CheckRun; readonly cursors: Cursors };

/** Every operation of the schedules' API over its dependencies. */
export const makeSchedulesOperations = (given: SchedulesDependencies): Operations<typeof schedulesRoutes> => {
  const deps = {
    ...given,
    checkSchedule: makeCheckSchedule(given),
    presentSchedule: makePresentSchedule(given),
  };
  return {
    createSchedule: makeCreateSchedule(deps),
    listSchedules: makeListSchedules(deps),
    previewExpression: makePreviewExpression(deps),
    showSchedule: makeShowSchedule(deps),
    updateSchedule: makeUpdateSchedule(deps),
    deleteSchedule: makeDeleteSchedule(deps),
    previewSchedule: makePreviewSchedule(deps),
    pauseSchedule: makePauseSchedule(deps),
    resumeSchedule: makeResumeSchedule(deps),
    triggerSchedule: makeTriggerSchedule(deps),
    backfillSchedule: makeBackfillSchedule(deps),
    listBackfills: makeListBackfills(deps),
    listTicks: makeListTicks(deps),
    listUnrunTicks: makeListUnrunTicks(deps),
    listCalendars: makeListCalendars(deps),
    showCalendar: makeShowCalendar(deps),
    putCalendar: makePutCalendar(deps),
    deleteCalendar: makeDeleteCalendar(deps),
  };
};
