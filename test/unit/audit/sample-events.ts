import { ulid } from 'ulid';
import type { AuditEventView } from '../../../functions/audit/contract.ts';

/** An event as the platform makes them, at a moment in milliseconds since 1970. */
export const sampleEvent = (at: number, facts: Partial<AuditEventView> = {}): AuditEventView => ({
  id: `audit_${ulid(at)}`,
  at: new Date(at).toISOString(),
  actor: { type: 'user', id: 'u-1', name: 'ann', roles: ['admin'], session: 'ses_1', on_behalf_of: null },
  address: '10.0.0.7',
  device: 'a browser',
  page: '/scripts',
  request_id: 'req-1',
  operation: 'publishVersion',
  action: 'scripts.publish',
  resource: { type: 'script', id: 'merge' },
  outcome: 'done',
  reason: null,
  concludes: null,
  in_transaction: true,
  arguments: null,
  before: { currentVersion: 1 },
  after: { currentVersion: 2 },
  truncated: false,
  ...facts,
});
