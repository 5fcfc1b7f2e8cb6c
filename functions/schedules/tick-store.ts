import { createConversions, createWriteTransaction } from 'electrodb';
import { conditionHeld } from '../platform/conditional-write.ts';
import {
  claimKey,
  findEarlier,
  type IdempotencyClaim,
  type IdempotencyKey,
  makeIdempotencyEntity,
} from '../platform/idempotency.ts';
import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import { makeTickEntity } from './entities.ts';
import type { Chunk } from './store.ts';
import { isSettled, LEDGER_SECONDS, shardOf, type Tick, type TickKey, tickRowSchema } from './tick.ts';

/** Which of the ticks without a run: one owner's, a department's, a schedule's, or everybody's of a month. */
export type Board =
  | { readonly owner: string }
  | { readonly department: string }
  | { readonly schedule: string }
  | { readonly month: string };

/** Where ticks are kept: the ledger. Reads by key and of one schedule are strongly consistent. */
export interface TickStore {
  find(key: TickKey): Promise<Tick | undefined>;
  /** Writes a tick that is not there, or only planned by an older plan; false: it is. */
  plan(tick: Tick): Promise<boolean>;
  /** As `plan`, with a key claimed in the same transaction; false: one of both is there. */
  planWithKey(tick: Tick, claim: IdempotencyClaim, now: number): Promise<boolean>;
  /** Writes `after` in the place of `before`; false: somebody was quicker. */
  replace(before: Tick, after: Tick): Promise<boolean>;
  /** Removes a tick that never was; nothing happens when somebody was quicker. */
  remove(tick: Tick): Promise<void>;
  /** Newest first: due within a span (both ends included), after a position. */
  list(
    scheduleId: string,
    span: { readonly from: string; readonly to: string },
    after: TickKey | undefined,
    limit: number,
  ): Promise<Chunk<Tick>>;
  /** What ended without a run, newest first. */
  listUnrun(shelf: Board, status: string, after: TickKey | undefined, limit: number): Promise<Chunk<Tick>>;
  /** Ticks of a shard that somebody is to look at, the longest due first. */
  listDue(shard: number, until: string, limit: number): Promise<readonly Tick[]>;
  findEarlier(key: IdempotencyKey | undefined, now: number): Promise<string | undefined>;
}

const unrun = new Set(['skipped', 'late', 'missed', 'held']);

/** A settled tick is looked at by nobody; a backfill's are its backfill's business. */
const rowOf = (tick: Tick) => ({
  scheduleId: tick.schedule_id,
  dueAt: tick.due_at,
  slot: tick.slot,
  status: tick.status,
  plan: tick.plan,
  month: tick.due_at.slice(0, 7),
  owner: tick.owner,
  department: tick.department ?? '',
  board: unrun.has(tick.status) && tick.origin === 'plan',
  work: `ticks-${shardOf(tick.schedule_id)}`,
  lookAt: isSettled(tick) || tick.origin === 'backfill' ? '' : tick.look_at,
  revision: tick.revision,
  document: JSON.stringify(tick),
  expires_at: Math.floor(Math.max(Date.parse(tick.due_at), Date.parse(tick.look_at)) / 1000) + LEDGER_SECONDS,
});

const tickOf = ({ document }: { document: string }): Tick => tickRowSchema.parse(JSON.parse(document));

/** The ledger in the table. */
export const makeTickStore = (table: Table): TickStore => {
  const ticks = once(() => makeTickEntity(table));
  const keys = once(() => makeIdempotencyEntity(table));
  const conversions = once(() => createConversions(ticks()).byAccessPattern);
  const keyOf = ({ schedule_id, due_at, slot }: TickKey) => ({
    scheduleId: schedule_id,
    dueAt: due_at,
    slot,
  });
  /** The query of a board and where it goes on behind a tick. */
  const boardOf = (shelf: Board, status: string, after: TickKey | undefined) => {
    const { query } = ticks();
    const { ownBoard, departmentBoard, scheduleBoard, board } = conversions();
    if ('owner' in shelf) {
      const key = { owner: shelf.owner, status };
      return {
        of: query.ownBoard(key),
        cursor: after && ownBoard.fromComposite.toCursor({ ...keyOf(after), ...key }),
      };
    }
    if ('department' in shelf) {
      const key = { department: shelf.department, status };
      const cursor = after && departmentBoard.fromComposite.toCursor({ ...keyOf(after), ...key });
      return { of: query.departmentBoard(key), cursor };
    }
    if ('schedule' in shelf) {
      const key = { scheduleId: shelf.schedule, status };
      const cursor = after && scheduleBoard.fromComposite.toCursor({ ...keyOf(after), ...key });
      return { of: query.scheduleBoard(key), cursor };
    }
    const key = { month: shelf.month, status };
    return {
      of: query.board(key),
      cursor: after && board.fromComposite.toCursor({ ...keyOf(after), ...key }),
    };
  };
  return {
    find: async (key) => {
      const { data } = await ticks().get(keyOf(key)).go({ consistent: true });
      return data === null ? undefined : tickOf(data);
    },
    plan: (tick) =>
      conditionHeld(() =>
        ticks()
          .put(rowOf(tick))
          .where(
            ({ slot, status, plan }, { notExists, eq, lt }) =>
              `${notExists(slot)} OR (${eq(status, 'planned')} AND ${lt(plan, tick.plan)})`,
          )
          .go(),
      ),
    planWithKey: async (tick, claim, now) => {
      const { canceled } = await createWriteTransaction({ ticks: ticks(), keys: keys() }, (write) => [
        write.ticks.create(rowOf(tick)).commit(),
        claimKey(write.keys, claim, now).commit(),
      ]).go();
      return !canceled;
    },
    replace: (before, after) =>
      conditionHeld(() =>
        ticks()
          .put(rowOf(after))
          .where(({ revision }, { eq }) => eq(revision, before.revision))
          .go(),
      ),
    remove: async (tick) => {
      await conditionHeld(() =>
        ticks()
          .delete(keyOf(tick))
          .where(({ revision }, { eq }) => eq(revision, tick.revision))
          .go(),
      );
    },
    list: async (scheduleId, { from, to }, after, limit) => {
      // `~` is behind every slot; one row more is read, because `between` includes the row that was last.
      const upper =
        after === undefined ? { dueAt: to, slot: '~' } : { dueAt: after.due_at, slot: after.slot };
      const { data, cursor } = await ticks()
        .query.primary({ scheduleId })
        .between({ dueAt: from, slot: '' }, upper)
        .go({ order: 'desc', limit: limit + 1, consistent: true });
      const rows = data
        .map(tickOf)
        .filter(({ due_at, slot }) => due_at !== after?.due_at || slot !== after.slot);
      return { rows: rows.slice(0, limit), end: cursor === null && rows.length <= limit };
    },
    listUnrun: async (shelf, status, after, limit) => {
      const { of, cursor } = boardOf(shelf, status, after);
      const found = await of.go({ cursor: cursor ?? null, limit, order: 'desc' });
      return { rows: found.data.map(tickOf), end: found.cursor === null };
    },
    listDue: async (shard, until, limit) => {
      // With an id behind all others: a key that begins with `until` is greater than `until` alone.
      const { data } = await ticks()
        .query.due({ work: `ticks-${shard}` })
        .lte({ lookAt: until, scheduleId: '~' })
        .go({ count: limit });
      return data.map(tickOf);
    },
    findEarlier: (key, now) => findEarlier(keys(), key, now),
  };
};
