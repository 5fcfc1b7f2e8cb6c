import { Entity } from 'electrodb';
import type { WriteAuditEvent } from './audit-context.ts';
import type { AuditEvent } from './audit-event.ts';
import { conditionHeld } from './conditional-write.ts';
import { once } from './once.ts';
import { type Table, tableService } from './table-shape.ts';

/** A month's events are spread over so many partitions: 4,000 writes a second. */
export const AUDIT_SHARDS = 4;
/** How long events stay searchable, in days. The copy in the audit bucket stays longer. */
export const AUDIT_DAYS = 400;

const casing = 'none';
const text = { type: 'string', required: true } as const;

/**
 * An event's row. `document` is the event as JSON; beside it is what it is looked for by. The partition keys begin with
 * `$openscript#auditmonth_`, on which the roles' denial to change or remove rows rests (infra: `MainTable.bind`).
 */
export const makeAuditEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'audit_event', version: '1', service: tableService },
      attributes: {
        auditMonth: text,
        shard: { type: 'number', required: true },
        id: text,
        actor: text,
        subject: text,
        action: text,
        session: text,
        document: text,
        expires_at: { type: 'number', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['auditMonth', 'shard'], casing },
          sk: { field: 'sk', composite: ['id'], casing },
        },
        byActor: {
          index: 'gsi1',
          condition: ({ actor }) => actor !== '',
          pk: { field: 'gsi1pk', composite: ['actor'], casing },
          sk: { field: 'gsi1sk', composite: ['id'], casing },
        },
        bySubject: {
          index: 'gsi2',
          condition: ({ subject }) => subject !== '',
          pk: { field: 'gsi2pk', composite: ['subject'], casing },
          sk: { field: 'gsi2sk', composite: ['id'], casing },
        },
        byAction: {
          index: 'gsi3',
          pk: { field: 'gsi3pk', composite: ['action', 'auditMonth'], casing },
          sk: { field: 'gsi3sk', composite: ['id'], casing },
        },
        bySession: {
          index: 'gsi4',
          condition: ({ session }) => session !== '',
          pk: { field: 'gsi4pk', composite: ['session'], casing },
          sk: { field: 'gsi4sk', composite: ['id'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** Which partition of its month an event is in: the last letter of its id is random. */
export const auditShardOf = (id: string): number => (id.at(-1)?.codePointAt(0) ?? 0) % AUDIT_SHARDS;

/** The month of an event, by which its rows are grouped: `2026-11`. */
export const auditMonthOf = (at: string): string => at.slice(0, 7);

/** By what an actor is looked for: a user by the name, a trigger by its id. */
export const actorKey = ({ type, id, name }: AuditEvent['actor']): string => {
  if (type === 'nobody') return '';
  return type === 'user' ? name : id;
};

/** By what a resource is looked for. */
export const subjectKey = ({ type, id }: AuditEvent['resource']): string =>
  id === '' ? '' : `${type}/${id}`;

/** The row of an event. */
export const auditRow = (event: AuditEvent) => ({
  auditMonth: auditMonthOf(event.at),
  shard: auditShardOf(event.id),
  id: event.id,
  actor: actorKey(event.actor),
  subject: subjectKey(event.resource),
  action: event.action,
  session: event.actor.session ?? '',
  document: JSON.stringify(event),
  expires_at: Math.floor(Date.parse(event.at) / 1000) + AUDIT_DAYS * 86_400,
});

/** Puts events that stand alone, each once: a repeated delivery of the same put finds it there. */
export const makeWriteAuditEvent = (table: Table): WriteAuditEvent => {
  const events = once(() => makeAuditEntity(table));
  return async (event) => {
    await conditionHeld(() => events().create(auditRow(event)).go());
  };
};
