import { MAX_PROGRESS_BYTES, progress } from '../../events/runner/progress.ts';
import { objectCreated } from '../../events/s3/object-created.ts';
import type { Log } from '../platform/log.ts';
import { changeRun } from './change-run.ts';
import { takeProgress } from './moves.ts';
import { parseAttemptKey, progressKey } from './object-keys.ts';
import type { RunObjects } from './objects.ts';
import { readJson } from './read-json.ts';
import type { StopTasks } from './stop-tasks.ts';
import type { RunStore } from './store.ts';

export interface ProgressDependencies {
  readonly store: Pick<RunStore, 'find' | 'replace'>;
  readonly objects: Pick<RunObjects, 'readText'>;
  readonly stopTasks: StopTasks;
  readonly now: () => number;
  readonly log: Log;
}

/**
 * A runner posted its progress: the run is running, and so far. The newest document counts whatever order the events
 * come in. A run that is being cancelled should have no news any more: its task is told to stop once again.
 */
export const makeRecordProgress =
  ({ store, objects, stopTasks, now, log }: ProgressDependencies) =>
  async (event: unknown): Promise<void> => {
    const parsed = objectCreated.safeParse(event);
    const place = parsed.success ? parseAttemptKey(parsed.data.detail.object.key) : undefined;
    if (place?.name !== 'progress.json') return log.warn('not an event of progress');
    const { runId, attempt } = place;
    const news = await readJson(objects, progress, progressKey(runId, attempt), MAX_PROGRESS_BYTES);
    if (news === undefined || news.run_id !== runId || news.attempt !== attempt)
      return log.warn('progress that cannot be read', { run_id: runId, attempt });
    const changed = await changeRun(store, runId, (run) =>
      takeProgress(run, news, new Date(now()).toISOString()),
    );
    if (changed?.after.status === 'cancelling') await stopTasks(changed.after, 'the run was cancelled');
  };
