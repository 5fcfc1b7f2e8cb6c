import { notFound } from '../platform/errors.ts';
import type { Run } from './run.ts';

/**
 * The attempt whose artifacts are asked for: the one that ended the run, or one by its number. Null: it left none, has
 * not ended, or retention has removed them. Throws 40401 for an attempt that there was not.
 */
export const outcomeAttemptOf = (run: Run, asked: number | undefined): number | null => {
  if (run.removed.includes('artifacts')) return null;
  if (asked === undefined || asked === run.outcome_attempt) return run.outcome_attempt;
  const found = run.attempts.find(({ attempt }) => attempt === asked);
  if (found === undefined) throw notFound();
  return found.has_outcome ? asked : null;
};
