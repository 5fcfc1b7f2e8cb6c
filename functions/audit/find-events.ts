import { AUDIT_DAYS } from '../platform/audit-row.ts';
import type { ListSource } from '../platform/collect-page.ts';
import type { AuditEventView, AuditFilters } from './contract.ts';
import { firstIdOf, lastIdOf } from './event-ids.ts';
import type { EventStore, Shelf } from './event-store.ts';

const DAY_MS = 86_400_000;
/** The clock that made an id may have been ahead of this one. */
const AHEAD_MS = 60_000;

/** By what an actor is looked for: a user by the name, a trigger by its id. */
const nameOf = ({ type, id, name }: AuditEventView['actor']): string => (type === 'user' ? name : id);

/** The narrowest index for what is asked. */
export const shelfOf = ({ resource_type, resource_id, session, actor, action }: AuditFilters): Shelf => {
  if (resource_type !== undefined && resource_id !== undefined)
    return { by: 'subject', subject: `${resource_type}/${resource_id}` };
  if (session !== undefined) return { by: 'session', session };
  if (actor !== undefined) return { by: 'actor', actor };
  return action === undefined ? { by: 'everything' } : { by: 'action', action };
};

/** Whether an event is what is asked for; the time is left to the index. */
export const isWanted = (event: AuditEventView, wanted: AuditFilters): boolean =>
  (wanted.actor === undefined || nameOf(event.actor) === wanted.actor) &&
  (wanted.action === undefined || event.action === wanted.action) &&
  (wanted.resource_type === undefined || event.resource.type === wanted.resource_type) &&
  (wanted.resource_id === undefined || event.resource.id === wanted.resource_id) &&
  (wanted.outcome === undefined || event.outcome === wanted.outcome) &&
  (wanted.address === undefined || event.address === wanted.address) &&
  (wanted.session === undefined || event.actor.session === wanted.session);

/** The events that match as a list for `collectPage`, the newest first. `now` is in milliseconds since 1970. */
export const eventsThat = (
  store: Pick<EventStore, 'list'>,
  wanted: AuditFilters,
  now: number,
): ListSource<AuditEventView> => {
  const { since, until } = wanted;
  const span = {
    from: firstIdOf(since === undefined ? now - AUDIT_DAYS * DAY_MS : Math.max(0, Date.parse(since))),
    to: lastIdOf(until === undefined ? now + AHEAD_MS : Math.max(0, Date.parse(until))),
  };
  const shelf = shelfOf(wanted);
  return {
    read: (after, limit) => store.list(shelf, span, after, limit),
    positionOf: ({ id }) => id,
    keep: (event) => isWanted(event, wanted),
  };
};
