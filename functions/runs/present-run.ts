import type * as z from 'zod';
import type { Language } from '../platform/text.ts';
import type { runSchema, runSummarySchema } from './contract.ts';
import type { KeptOutcome } from './outcome.ts';
import type { Run } from './run.ts';
import type { RunInputs } from './run-inputs.ts';
import { messageOf, warningText } from './run-messages.ts';

type RunSummary = z.input<typeof runSummarySchema>;
type RunView = z.input<typeof runSchema>;

/** A run as a list shows it; messages in the reader's language. */
export const presentSummary = (run: Run, language: Language): RunSummary => ({
  id: run.id,
  script: run.script,
  version: run.version,
  status: run.status,
  code: run.code,
  message: messageOf(run)?.[language] ?? null,
  limit: run.limit,
  trigger: run.trigger,
  retry_of: run.retry_of,
  priority: run.priority,
  created_by: run.created_by,
  created_at: run.created_at,
  started_at: run.started_at,
  finished_at: run.finished_at,
  attempts: run.attempts.map(({ attempt, prepared_at, started_at, finished_at, code, artifacts_count }) => ({
    attempt,
    prepared_at,
    started_at,
    finished_at,
    code,
    artifacts_count,
  })),
  next_attempt_at: run.next_attempt_at,
  retry: run.retry,
  pinned: run.pinned,
  pinned_by: run.pinned_by,
  expires_at: run.expires_at,
  removed: run.removed,
  progress: run.progress,
  warnings: run.warnings.map((warning) => ({ ...warning, message: warningText(warning)[language] })),
  usage: run.usage,
  artifacts_count: run.artifacts_count,
  timeline: run.timeline,
});

const filesOf = ({ files }: RunInputs): RunView['files'] =>
  Object.fromEntries(
    Object.entries(files).map(([name, list]) => [
      name,
      list.map(({ id, name: fileName, size, sha256 }) => ({ id, name: fileName, size, sha256 })),
    ]),
  );

/** The whole run. Without an outcome (not final, or retention has removed it) there is no result. */
export const presentRun = (
  run: Run,
  inputs: RunInputs,
  outcome: KeptOutcome | undefined,
  queue: RunView['queue'],
  language: Language,
): RunView => ({
  ...presentSummary(run, language),
  parameters: inputs.parameters,
  files: filesOf(inputs),
  // A script may have returned, or raised, while the run was being cancelled: that is not how the run ended.
  exception: run.status === 'cancelled' ? null : (outcome?.exception ?? null),
  result: run.status === 'succeeded' ? (outcome?.result ?? null) : null,
  queue,
  ...(outcome === undefined
    ? {}
    : {
        warnings: outcome.warnings.map((warning) => ({
          ...warning,
          message: warningText(warning)[language],
        })),
      }),
});
