import * as z from 'zod';
import { moment } from './digest.ts';

/** A line is cut at 32 KiB by the runner; one that is longer here did not come from it. */
export const MAX_LINE_BYTES = 40 * 1024;

/** One line of a log chunk `log/<first n, 9 digits>.ndjson`. `system` lines are the platform's own words. */
export const logLine = z.object({
  n: z.int().min(1),
  at: moment,
  stream: z.enum(['stdout', 'stderr', 'system']),
  text: z.string().max(MAX_LINE_BYTES),
});
export type LogLine = z.output<typeof logLine>;
