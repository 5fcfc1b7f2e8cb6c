import { defaultPolicy } from '../../../functions/platform/run-policy.ts';

const at = '2026-11-22T08:30:00.000Z';

/** A run as the API shows it, changed where a test wants it. */
export const runOf = (status: string, more: object = {}) => ({
  id: 'run_1',
  script: 'merge',
  version: 2,
  status,
  code: null,
  message: null,
  exception: null,
  limit: null,
  parameters: {},
  files: {},
  trigger: { type: 'manual' },
  retry_of: null,
  priority: 5,
  retry: defaultPolicy.retry,
  next_attempt_at: null,
  pinned: false,
  pinned_by: null,
  expires_at: null,
  removed: [],
  created_by: 'u',
  created_at: at,
  started_at: null,
  finished_at: null,
  attempts: [],
  progress: null,
  result: null,
  queue: null,
  warnings: [],
  usage: null,
  artifacts_count: 0,
  timeline: [],
  ...more,
});
