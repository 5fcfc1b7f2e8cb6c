import { decide, type ListPlan, planList } from './decide.ts';
import { inParallel } from './in-parallel.ts';
import { filterPartition, mergePartitions, type Partition } from './merge-lists.ts';
import type { Caller } from './permissions.ts';
import type { ObjectAction, Thing, ThingType } from './thing.ts';

/** Where the rows of one kind of thing are found. */
export interface Shelves<Row> {
  readonly everybody: Partition<Row>;
  /** The caller's own. */
  readonly own: Partition<Row>;
  /** Those made in a department. */
  readonly department: (id: string) => Partition<Row>;
  /** Those that are open to everybody; only of things that can be. */
  readonly open?: Partition<Row>;
  /** Those that are in something that may be shared: files in a folder, ticks of a schedule. */
  readonly inside?: { readonly type: ThingType; readonly shelf: (id: string) => Partition<Row> };
  /** Those of the ids that exist, in any order; absent of rows that nobody shares by themselves. */
  readonly findAll?: (ids: readonly string[]) => Promise<readonly Row[]>;
}

/** What of a list's rows the platform needs to know. */
export interface ListKind<Row> {
  readonly type: ThingType;
  readonly action: ObjectAction;
  readonly thingOf: (row: Row) => Thing;
  /** The place of a row in the list, which falls. */
  readonly positionOf: (row: Row) => string;
  /** The position of a thing by its id alone, where ids are positions. */
  readonly byId: boolean;
}

/** No more shared folders and the like, or shared things whose ids are not positions, are looked at than these. */
const MAX_SHARED = 1000;
/** Rows that Cedar is asked about at the same time. */
const ASKED_AT_ONCE = 16;

const grantedPartition = <Row>(
  plan: ListPlan,
  { type, positionOf, byId }: ListKind<Row>,
  findAll: NonNullable<Shelves<Row>['findAll']>,
): Partition<Row> => {
  const falling = (rows: readonly Row[]): Row[] =>
    [...rows].sort((a, b) => (positionOf(a) < positionOf(b) ? 1 : -1));
  const list = async (before: string | undefined, limit: number) =>
    (await plan.granted?.listGranted(type, plan.right, before, limit)) ?? [];
  return {
    read: async (after, limit) => {
      if (!byId) {
        const rows = falling(await findAll(await list(undefined, MAX_SHARED)));
        const below = rows.filter((row) => after === undefined || positionOf(row) < after);
        return { rows: below.slice(0, limit), end: below.length <= limit };
      }
      for (let before = after; ; ) {
        const ids = await list(before, limit);
        const rows = falling(ids.length === 0 ? [] : await findAll(ids));
        const end = ids.length < limit;
        // Things that are gone leave their grants behind: read on until there is one.
        if (rows.length > 0 || end) return { rows, end };
        before = ids.at(-1);
      }
    },
  };
};

/**
 * The rows that a caller may see, and no others, from the partitions of indexes that hold exactly those: everybody's, or
 * one's own, those of each department that a role reaches, and what was shared.
 */
export const readableRows = async <Row>(
  caller: Caller,
  kind: ListKind<Row>,
  shelves: Shelves<Row>,
): Promise<Partition<Row>> => {
  const plan = planList(caller, kind.action);
  if (plan.everybody) return shelves.everybody;
  const { inside, findAll } = shelves;
  const isOwn = (row: Row): boolean => kind.thingOf(row).ownerId === caller.userId;
  const { granted } = plan;
  const shared =
    inside === undefined || granted === undefined
      ? []
      : await granted.listGranted(inside.type, plan.right, undefined, MAX_SHARED);
  const partitions = [
    ...(plan.open && shelves.open !== undefined ? [shelves.open] : []),
    // Indexed by user name, which somebody else may have had before.
    ...(plan.own ? [filterPartition(shelves.own, isOwn, kind.positionOf)] : []),
    ...plan.departments.map(shelves.department),
    ...(granted === undefined || findAll === undefined ? [] : [grantedPartition(plan, kind, findAll)]),
    ...(inside === undefined ? [] : shared.map(inside.shelf)),
  ];
  return mergePartitions(partitions, kind.positionOf);
};

/**
 * Decides row by row: what policies of the installation leave of readable rows (undefined where there are none that could
 * forbid), or (`always`) what of any rows is readable.
 */
export const admitRows = <Row>(caller: Caller, { action, thingOf }: ListKind<Row>, always = false) =>
  !always && caller.authority?.hasCustomPolicies !== true
    ? undefined
    : async (rows: readonly Row[]): Promise<readonly Row[]> => {
        const allowed = new Set<Row>();
        await inParallel(rows, ASKED_AT_ONCE, async (row) => {
          if (await decide(caller, action, thingOf(row))) allowed.add(row);
        });
        return rows.filter((row) => allowed.has(row));
      };
