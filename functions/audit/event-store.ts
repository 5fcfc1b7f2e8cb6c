import { AUDIT_SHARDS, auditMonthOf, auditShardOf, makeAuditEntity } from '../platform/audit-row.ts';
import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import { type AuditEventView, auditEventSchema } from './contract.ts';
import { monthBefore, monthOfEventId, timeOfEventId } from './event-ids.ts';

/** Which index a list of events is read from. */
export type Shelf =
  | { readonly by: 'actor'; readonly actor: string }
  | { readonly by: 'subject'; readonly subject: string }
  | { readonly by: 'session'; readonly session: string }
  | { readonly by: 'action'; readonly action: string }
  | { readonly by: 'everything' };

/** The first and the last id that are looked at. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

export interface Chunk {
  readonly rows: readonly AuditEventView[];
  readonly end: boolean;
}

/** The searchable part of the audit log. Nothing here writes: events are put with the changes that they tell of. */
export interface EventStore {
  find(id: string): Promise<AuditEventView | undefined>;
  /** Newest first, within a span, after an id. */
  list(shelf: Shelf, span: Span, after: string | undefined, limit: number): Promise<Chunk>;
}

const eventOf = ({ document }: { document: string }): AuditEventView =>
  auditEventSchema.parse(JSON.parse(document));

/** The audit log in the table. */
export const makeEventStore = (table: Table): EventStore => {
  const events = once(() => makeAuditEntity(table));
  type Query = ReturnType<ReturnType<typeof events>['query']['bySession']>;

  /** One partition, newest first; one row more is read, because `between` includes the row that was last. */
  const read = async (query: Query, { from, to }: Span, limit: number): Promise<Chunk> => {
    const { data, cursor } = await query
      .between({ id: from }, { id: to })
      .go({ order: 'desc', limit: limit + 1 });
    return { rows: data.map(eventOf), end: cursor === null };
  };

  /** A month's partitions side by side, merged by their ids. */
  const readShards = async (month: string, span: Span, limit: number): Promise<Chunk> => {
    const shards = await Promise.all(
      Array.from({ length: AUDIT_SHARDS }, (_, shard) =>
        read(events().query.primary({ auditMonth: month, shard }) as unknown as Query, span, limit),
      ),
    );
    const rows = shards.flatMap((chunk) => chunk.rows).sort((one, other) => (one.id < other.id ? 1 : -1));
    return {
      rows: rows.slice(0, limit + 1),
      end: shards.every(({ end }) => end) && rows.length <= limit + 1,
    };
  };

  const readMonths = async (shelf: Shelf, span: Span, after: string | undefined, limit: number) => {
    const rows: AuditEventView[] = [];
    const last = monthOfEventId(span.from);
    for (let month = monthOfEventId(span.to); month >= last; month = monthBefore(month)) {
      const left = limit - rows.length;
      const chunk =
        shelf.by === 'action'
          ? await read(events().query.byAction({ action: shelf.action, auditMonth: month }), span, left)
          : await readShards(month, span, left);
      rows.push(...chunk.rows.filter(({ id }) => id !== after));
      if (rows.length >= limit || !chunk.end) return { rows: rows.slice(0, limit), end: false };
    }
    return { rows, end: true };
  };

  return {
    find: async (id) => {
      const auditMonth = auditMonthOf(new Date(timeOfEventId(id)).toISOString());
      const { data } = await events()
        .get({ auditMonth, shard: auditShardOf(id), id })
        .go({ consistent: true });
      return data === null ? undefined : eventOf(data);
    },
    list: async (shelf, span, after, limit) => {
      const rest = { from: span.from, to: after ?? span.to };
      if (rest.to < rest.from) return { rows: [], end: true };
      if (shelf.by === 'action' || shelf.by === 'everything') return readMonths(shelf, rest, after, limit);
      const { actor, subject, session } = { actor: '', subject: '', session: '', ...shelf };
      const query =
        shelf.by === 'actor'
          ? events().query.byActor({ actor })
          : shelf.by === 'subject'
            ? events().query.bySubject({ subject })
            : events().query.bySession({ session });
      const { rows, end } = await read(query, rest, limit);
      const others = rows.filter(({ id }) => id !== after);
      return { rows: others.slice(0, limit), end: end && others.length <= limit };
    },
  };
};
