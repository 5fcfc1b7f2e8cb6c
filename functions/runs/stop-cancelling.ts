import { streamEvent } from '../../events/dynamodb/stream-event.ts';
import type { Log } from '../platform/log.ts';
import { barTask } from './bar-task.ts';
import type { RunObjects } from './objects.ts';
import type { Run } from './run.ts';
import { type RunChange, readRunChange } from './run-change.ts';
import type { StopTasks } from './stop-tasks.ts';

export interface StopCancellingDependencies {
  readonly objects: Pick<RunObjects, 'remove'>;
  readonly stopTasks: StopTasks;
  readonly log: Log;
}

/** What cannot be read is for whoever tells the bus to complain of: nothing is to be stopped by it. */
const changeOf = (record: unknown): RunChange | undefined => {
  try {
    return readRunChange(record);
  } catch {
    return undefined;
  }
};

/**
 * Stops the tasks of runs that have just become `cancelling`, by the table's stream. A person who cancels has them
 * stopped already by then, and a second stop does nothing; a trigger that makes room for a newer run has no right to stop
 * tasks, and a function that was killed may have written the wish and no more. Looks once: what is being started stops
 * itself when it tells its progress, and what is left the sweeper stops.
 */
export const makeStopCancelling =
  ({ objects, stopTasks, log }: StopCancellingDependencies) =>
  async (event: unknown): Promise<void> => {
    const stop = async (run: Run): Promise<void> => {
      try {
        await barTask(objects, run);
        await stopTasks(run, `cancelled by ${run.cancelled_by}`);
      } catch (thrown) {
        log.warn('the task is left to the sweeper', { run_id: run.id, cause: thrown });
      }
    };
    const cancelling = streamEvent.parse(event).Records.flatMap((record) => {
      const { before, after } = changeOf(record) ?? {};
      return after?.status === 'cancelling' && before?.status !== 'cancelling' ? [after] : [];
    });
    await Promise.all(cancelling.map(stop));
  };
