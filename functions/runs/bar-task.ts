import { manifestKey } from './object-keys.ts';
import type { RunObjects } from './objects.ts';
import { openAttempt, type Run } from './run.ts';

/** Removes the manifest of the attempt that is going on: a task that has not begun finds nothing to do any more. */
export const barTask = async (objects: Pick<RunObjects, 'remove'>, run: Run): Promise<void> => {
  const attempt = openAttempt(run);
  if (attempt !== undefined) await objects.remove(manifestKey(run.id, attempt.attempt));
};
