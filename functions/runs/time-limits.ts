/** How long the URL of a manifest is valid, in seconds: a task that has not begun by then does not begin. */
export const MANIFEST_SECONDS = 15 * 60;

/** Room between Prepare and `main`, in seconds: capacity, image, manifest (15 min), and fetching the inputs (5 min). */
export const START_SECONDS = MANIFEST_SECONDS + 5 * 60;

/** Room after the script's time for collecting and uploading its outputs, in seconds. */
export const COLLECT_SECONDS = 10 * 60;

/** When an attempt is over in any case, in milliseconds since 1970: the workflow's time-out, and a minute for its answer. */
export const attemptDeadline = (preparedAt: string, timeoutSeconds: number): number =>
  Date.parse(preparedAt) + (START_SECONDS + timeoutSeconds + COLLECT_SECONDS + 60) * 1000;
