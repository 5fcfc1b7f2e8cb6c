import { changesBetween } from './audit-changes.ts';
import { redactForAudit } from './audit-redaction.ts';
import { fitEvent } from './audit-size.ts';

/** Who did it: a person, a trigger on behalf of its owner, the platform itself, or somebody who is not signed in. */
export interface AuditActor {
  readonly type: 'user' | 'schedule' | 'drop' | 'webhook' | 'platform' | 'nobody';
  /** A user's id, a trigger's id, the platform's function; empty for nobody. */
  readonly id: string;
  /** What people call it: the user name, the trigger's name. */
  readonly name: string;
  readonly roles: readonly string[];
  readonly session: string | null;
  /** Whose rights a trigger uses: a user name. */
  readonly on_behalf_of: string | null;
}

export interface AuditResource {
  readonly type: string;
  readonly id: string;
}

/** `pending`: begun outside the table; another event with `concludes` says how it ended, or nobody knows. */
export const auditOutcomes = ['done', 'refused', 'failed', 'pending'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Under which circumstances something happens: the same for all events of a request. */
export interface AuditOrigin {
  readonly actor: AuditActor;
  readonly address: string;
  /** The `User-Agent`. */
  readonly device: string;
  /** The console's page, from `X-OpenScript-Page`. */
  readonly page: string;
  readonly request_id: string;
  readonly operation: string;
}

/** What happened. `before` and `after` are whole states: the event keeps what differs. */
export interface AuditFact {
  /** `<things>.<verb>`: `scripts.publish`. */
  readonly action: string;
  readonly resource: AuditResource;
  readonly outcome: AuditOutcome;
  readonly arguments?: unknown;
  readonly before?: unknown;
  readonly after?: unknown;
  /** Why it was refused or failed, in a word or two for programs: `40301 scripts.manage.all`. */
  readonly reason?: string;
  /** The pending event that this one concludes. */
  readonly concludes?: string;
}

/** One line of the audit log, as it is kept, searched and exported. */
export interface AuditEvent extends AuditOrigin {
  readonly id: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  readonly action: string;
  readonly resource: AuditResource;
  readonly outcome: AuditOutcome;
  readonly reason: string | null;
  readonly concludes: string | null;
  /** Whether the row was written in the transaction of the change that it tells of. */
  readonly in_transaction: boolean;
  /** Secrets removed, long texts replaced by their digest. */
  readonly arguments: unknown;
  readonly before: unknown;
  readonly after: unknown;
  /** Whether parts were left out because the event would have been too large. */
  readonly truncated: boolean;
}

/** Headers come from outside: longer ones are cut. */
export const MAX_PAGE = 200;
export const MAX_DEVICE = 300;

/** Makes the event of a fact. `id` names it, `at` is in milliseconds since 1970. */
export const auditEventOf = (
  origin: AuditOrigin,
  fact: AuditFact,
  row: { readonly id: string; readonly at: number; readonly inTransaction: boolean },
): AuditEvent => {
  const { before, after } = changesBetween(fact.before, fact.after);
  return fitEvent({
    id: row.id,
    at: new Date(row.at).toISOString(),
    actor: origin.actor,
    address: origin.address,
    device: String(redactForAudit(origin.device)).slice(0, MAX_DEVICE),
    page: String(redactForAudit(origin.page)).slice(0, MAX_PAGE),
    request_id: origin.request_id,
    operation: origin.operation,
    action: fact.action,
    resource: fact.resource,
    outcome: fact.outcome,
    reason: fact.reason === undefined ? null : String(redactForAudit(fact.reason)).slice(0, MAX_PAGE),
    concludes: fact.concludes ?? null,
    in_transaction: row.inTransaction,
    arguments: redactForAudit(fact.arguments ?? null),
    before: redactForAudit(before ?? null),
    after: redactForAudit(after ?? null),
    truncated: false,
  });
};
