import * as z from 'zod';
import { moment } from './digest.ts';

export const MAX_PROGRESS_BYTES = 64 * 1024;

/** `progress.json`, format 1: posted when main is entered and on each change. `message` is the script's own. */
export const progress = z.object({
  format: z.literal(1),
  run_id: z.string(),
  attempt: z.int().min(1),
  phase: z.enum(['running', 'uploading']),
  /** When main was entered. */
  started_at: moment,
  fraction: z.number().min(0).max(1).nullable(),
  message: z.string().max(4096).nullable(),
  log_lines: z.int().min(0),
  at: moment,
});
export type Progress = z.output<typeof progress>;
