/**
 * Who does what, and how a change carries its event.
 *
 *   audited({ resource, before, after }, () => store.replace(before, after))
 *
 * The first write to the table inside `audited` becomes one transaction with the event's row: never a change without
 * its event, nor an event without its change. The action is the route's (`audit` in its contract) unless given.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type AuditActor,
  type AuditEvent,
  type AuditFact,
  type AuditOrigin,
  type AuditResource,
  auditEventOf,
} from './audit-event.ts';
import { functionName } from './config.ts';
import { newId } from './ids.ts';

/** A change as it is told to {@link audited}. Whole states: the event keeps what differs. */
export interface AuditedChange {
  /** The route's action when it is left out. */
  readonly action?: string;
  readonly resource: AuditResource;
  readonly before?: unknown;
  readonly after?: unknown;
  /** The request's parameters and body when it is left out. */
  readonly arguments?: unknown;
}

/** Puts an event's row by itself; throws when it cannot. */
export type WriteAuditEvent = (event: AuditEvent) => Promise<void>;

/** What a request or a trigger's work carries along. */
export interface AuditContext {
  origin: AuditOrigin;
  /** The action that the route declares. */
  action: string | undefined;
  arguments: unknown;
  readonly now: () => number;
  readonly write: WriteAuditEvent | undefined;
  /** How many events have been written so far, whoever acted. */
  readonly tally: { written: number };
}

/** A change that waits for its write. */
export interface AuditScope {
  readonly change: AuditedChange;
  state: 'open' | 'written' | 'closed';
}

interface Store {
  readonly context: AuditContext;
  readonly scope: AuditScope | undefined;
}

const storage = new AsyncLocalStorage<Store>();

/** The platform itself, by the function that acts. */
export const platformActor = (): AuditActor => {
  const name = functionName() ?? 'platform';
  return { type: 'platform', id: name, name, roles: [], session: null, on_behalf_of: null };
};

/** A trigger that acts for its owner. */
export const triggerActor = (
  type: 'schedule' | 'drop' | 'webhook',
  trigger: { readonly id: string; readonly name: string },
  owner: { readonly username: string; readonly roles: readonly string[] },
): AuditActor => ({
  type,
  id: trigger.id,
  name: trigger.name,
  roles: [...owner.roles],
  session: null,
  on_behalf_of: owner.username,
});

const platformContext = (): AuditContext => ({
  origin: { actor: platformActor(), address: '', device: '', page: '', request_id: '', operation: '' },
  action: undefined,
  arguments: undefined,
  now: Date.now,
  write: undefined,
  tally: { written: 0 },
});

/** The context in force; outside of any the platform itself is the actor. */
export const auditContext = (): AuditContext => storage.getStore()?.context ?? platformContext();

/** The change whose write is expected now, if any. */
export const auditScope = (): AuditScope | undefined => storage.getStore()?.scope;

/** Runs a request's or a trigger's work in a context of its own. */
export const inAuditContext = <Result>(
  context: Pick<AuditContext, 'origin'> & Partial<AuditContext>,
  work: () => Promise<Result>,
): Promise<Result> => storage.run({ context: { ...platformContext(), ...context }, scope: undefined }, work);

/** Runs work as somebody else within the same request: a trigger that acts for its owner. */
export const actingAs = <Result>(actor: AuditActor, work: () => Promise<Result>): Promise<Result> => {
  const context = auditContext();
  return storage.run(
    { context: { ...context, origin: { ...context.origin, actor } }, scope: undefined },
    work,
  );
};

/**
 * Makes one change together with its event: `write` issues ONE write to the table (a put, an update, a delete or a
 * transaction; tries that were refused by their condition do not count), which carries the event's row. Throws for a
 * second write, a batch, or an update that asks for its values: these cannot be one transaction.
 */
export const audited = async <Result>(
  change: AuditedChange,
  write: () => Promise<Result>,
): Promise<Result> => {
  const scope: AuditScope = { change, state: 'open' };
  try {
    return await storage.run({ context: auditContext(), scope }, write);
  } finally {
    scope.state = 'closed'; // a write that somebody forgot to await must not carry it
  }
};

/** Writes that are no part of the change that is being made, such as pins before the transaction (ADR 0032). */
export const aside = <Result>(work: () => Promise<Result>): Promise<Result> =>
  storage.run({ context: auditContext(), scope: undefined }, work);

/** The event of the change that is being made, anew for each try. */
export const eventOfScope = ({ change }: AuditScope): AuditEvent => {
  const context = auditContext();
  const at = context.now();
  const action = change.action ?? context.action;
  if (action === undefined) throw new Error('audited: neither the change nor its route names an action');
  return auditEventOf(
    context.origin,
    {
      ...change,
      action,
      arguments: 'arguments' in change ? change.arguments : context.arguments,
      outcome: 'done',
    },
    { id: newId('audit', at), at, inTransaction: true },
  );
};

/**
 * Records what stands alone: a sign-in, a refusal, the read of something sensitive. Returns the event's id. Throws
 * when the row could not be written, and in a Lambda function whose context cannot write; a test of an operation alone,
 * which is no function, records nothing.
 */
export const recordEvent = async (fact: AuditFact): Promise<string> => {
  const context = auditContext();
  if (context.write === undefined) {
    if (functionName() === undefined) return '';
    throw new Error('recordEvent: this context cannot write events');
  }
  const at = context.now();
  const event = auditEventOf(context.origin, fact, { id: newId('audit', at), at, inTransaction: false });
  await context.write(event);
  context.tally.written += 1;
  return event.id;
};

/**
 * A change outside the table (of the user pool): a `pending` event before it and another one with its outcome after it, so
 * that a process that dies between them leaves a trace.
 */
export const auditedOutside = async <Result>(
  change: AuditedChange,
  act: () => Promise<Result>,
): Promise<Result> => {
  const context = auditContext();
  const action = change.action ?? context.action;
  if (action === undefined)
    throw new Error('auditedOutside: neither the change nor its route names an action');
  const fact = { arguments: context.arguments, ...change, action };
  const pending = await recordEvent({ ...fact, outcome: 'pending' });
  let result: Result;
  try {
    result = await act();
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.name : 'unknown';
    await recordEvent({ ...fact, outcome: 'failed', reason, concludes: pending });
    throw thrown;
  }
  await recordEvent({ ...fact, outcome: 'done', concludes: pending });
  return result;
};
