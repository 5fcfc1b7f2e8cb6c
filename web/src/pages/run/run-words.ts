import type { Run, RunStatus, TriggerType } from '../../api/client.ts';

/** Message keys of statuses and triggers, written out so that each can be found by its name. */
export const statusKeys: Readonly<Record<RunStatus, string>> = {
  queued: 'status.queued',
  starting: 'status.starting',
  running: 'status.running',
  cancelling: 'status.cancelling',
  succeeded: 'status.succeeded',
  failed: 'status.failed',
  timed_out: 'status.timedOut',
  cancelled: 'status.cancelled',
};
export const triggerKeys: Readonly<Record<TriggerType, string>> = {
  manual: 'trigger.manual',
  schedule: 'trigger.schedule',
  drop: 'trigger.drop',
  webhook: 'trigger.webhook',
  retry: 'trigger.retry',
};
export const limitKeys: Readonly<Record<string, string>> = {
  memory_mb: 'limit.memory',
  timeout_seconds: 'limit.time',
  processes: 'limit.processes',
  file_mb: 'limit.file',
  output_mb: 'limit.output',
  output_files: 'limit.outputFiles',
  log_mb: 'limit.log',
  cpu: 'limit.cpu',
};
/** Short names of the codes that an attempt can end with. */
export const codeKeys: Readonly<Record<string, string>> = {
  script_error: 'code.scriptError',
  user_error: 'code.userError',
  exit: 'code.exit',
  memory_limit: 'code.memoryLimit',
  time_limit: 'code.timeLimit',
  process_limit: 'code.processLimit',
  file_limit: 'code.fileLimit',
  output_limit: 'code.outputLimit',
  input_changed: 'code.inputChanged',
  result_invalid: 'code.resultInvalid',
  platform_error: 'code.platformError',
  cancelled: 'code.cancelled',
};
/** What to do about a failure, by its code. */
export const adviceKeys: Readonly<Record<string, string>> = {
  script_error: 'advice.scriptError',
  user_error: 'advice.userError',
  exit: 'advice.exit',
  memory_limit: 'advice.memoryLimit',
  time_limit: 'advice.timeLimit',
  process_limit: 'advice.processLimit',
  file_limit: 'advice.outputLimit',
  output_limit: 'advice.outputLimit',
  input_changed: 'advice.inputChanged',
  result_invalid: 'advice.resultInvalid',
  platform_error: 'advice.platformError',
};

export const finalStatuses: ReadonlySet<RunStatus> = new Set([
  'succeeded',
  'failed',
  'timed_out',
  'cancelled',
]);
export const isFinal = ({ status }: Pick<Run, 'status'>): boolean => finalStatuses.has(status);

export type Tone = 'ok' | 'warn' | 'bad' | 'live' | 'still';
/** The colour a run deserves: succeeded with warnings is amber. */
export const toneOf = ({ status, warnings }: Pick<Run, 'status' | 'warnings'>): Tone => {
  if (status === 'succeeded') return warnings.length > 0 ? 'warn' : 'ok';
  if (status === 'failed' || status === 'timed_out') return 'bad';
  return status === 'cancelled' || status === 'queued' ? 'still' : 'live';
};
