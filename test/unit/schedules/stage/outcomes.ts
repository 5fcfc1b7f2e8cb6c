import type { Run } from '../../../../functions/runs/run.ts';
import { MINUTE, MORNING, type SchedulesStage } from './schedules-stage.ts';

/** Moves to some milliseconds past a minute, as a heartbeat comes. */
export const minutePast = (stage: SchedulesStage, minutes: number): void => {
  stage.clock.at = MORNING + MINUTE / 2 + minutes * MINUTE + 400;
};

/** What became of each tick of the plan, in the order of time. */
export const outcomes = (stage: SchedulesStage): string[] =>
  stage
    .allTicks()
    .filter(({ origin, status }) => origin === 'plan' && status !== 'planned')
    .map(({ due_at, status, code }) => `${due_at.slice(11, 16)} ${status}${code === null ? '' : ` ${code}`}`);

/** Runs that have not ended. */
export const openRuns = (stage: SchedulesStage): Run[] =>
  stage.allRuns().filter(({ status }) => status === 'queued');
