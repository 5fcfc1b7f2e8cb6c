import type { queueReasons } from '../contract.ts';
import { freeSlots, type Ledger, type Slot } from './ledger.ts';
import { inOrder, type QueueEntry } from './queue-entry.ts';

export type QueueReason = (typeof queueReasons)[number];

/** What is to be done about runs that wait. */
export interface Decision {
  /** Start now, in this order. */
  readonly admit: readonly QueueEntry[];
  /** Will not run: another run with the same key holds the last slot of that key. */
  readonly skip: readonly { readonly run: QueueEntry; readonly holder: string }[];
  /** Must end, so that a newer one with the same key can start. */
  readonly cancel: readonly { readonly holder: Slot; readonly by: QueueEntry }[];
}

type Holder = Pick<Slot, 'run_id' | 'owner' | 'key'>;

const countBy = <Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string | null,
): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) {
    const name = nameOf(item);
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
};

/** Who holds what, while slots are being given. */
const makeTally = (ledger: Ledger) => {
  const holders: Holder[] = [...ledger.slots];
  const byOwner = countBy(holders, ({ owner }) => owner);
  const byKey = countBy(holders, ({ key }) => key);
  const served = new Map(Object.entries(ledger.served));
  let { turn } = ledger;
  const heldBy = (owner: string): number => byOwner.get(owner) ?? 0;
  return {
    heldBy,
    servedIn: (owner: string): number => served.get(owner) ?? 0,
    hasRoomForOwner: (owner: string): boolean => heldBy(owner) < (ledger.limits.per_user ?? Infinity),
    hasRoomForKey: ({ concurrency }: QueueEntry): boolean =>
      concurrency === null || (byKey.get(concurrency.key) ?? 0) < concurrency.limit,
    heldWith: (key: string): number => byKey.get(key) ?? 0,
    oldestWith: (key: string): Holder | undefined => holders.find((holder) => holder.key === key),
    give: ({ id, owner, concurrency }: QueueEntry): void => {
      const key = concurrency?.key ?? null;
      holders.push({ run_id: id, owner, key });
      byOwner.set(owner, heldBy(owner) + 1);
      if (key !== null) byKey.set(key, (byKey.get(key) ?? 0) + 1);
      turn += 1;
      served.set(owner, turn);
    },
  };
};
type Tally = ReturnType<typeof makeTally>;

/** Priority first; then whoever has the fewest slots, then whose last turn is longest ago, then who came first. */
const comesBefore = (tally: Tally, one: QueueEntry, other: QueueEntry): boolean => {
  if (one.priority !== other.priority) return one.priority > other.priority;
  const held = tally.heldBy(one.owner) - tally.heldBy(other.owner);
  if (held !== 0) return held < 0;
  const turns = tally.servedIn(one.owner) - tally.servedIn(other.owner);
  return turns === 0 ? one.id < other.id : turns < 0;
};

const linesOf = (waiting: readonly QueueEntry[]): QueueEntry[][] => [
  ...Map.groupBy(waiting.toSorted(inOrder), ({ owner }) => owner).values(),
];

/**
 * Takes runs out of the lines, the next one first, until `room` is used up or nobody can go. Of each user the first run
 * that its key allows: one that waits for its script does not hold up what stands behind it.
 */
const take = (lines: readonly QueueEntry[][], tally: Tally, room: number): QueueEntry[] => {
  const taken: QueueEntry[] = [];
  while (taken.length < room) {
    let next: QueueEntry | undefined;
    let from: QueueEntry[] | undefined;
    for (const line of lines) {
      const [first] = line;
      if (first === undefined || !tally.hasRoomForOwner(first.owner)) continue;
      const candidate = line.find(tally.hasRoomForKey);
      if (candidate !== undefined && (next === undefined || comesBefore(tally, candidate, next)))
        [next, from] = [candidate, line];
    }
    if (next === undefined || from === undefined) break;
    from.splice(from.indexOf(next), 1);
    tally.give(next);
    taken.push(next);
  }
  return taken;
};

/**
 * The rule of admission; no I/O. Never gives more slots than the limits of the platform, of a user and of a key allow, and
 * leaves none free that somebody could use.
 */
export const admit = (ledger: Ledger, waiting: readonly QueueEntry[]): Decision => {
  const tally = makeTally(ledger);
  const lines = linesOf(waiting);
  const admitted = take(lines, tally, Math.max(0, freeSlots(ledger)));
  const left = lines.flat().filter((run) => !tally.hasRoomForKey(run));
  const skip = left.flatMap((run) => {
    const holder = run.concurrency?.on_limit === 'skip' ? tally.oldestWith(run.concurrency.key) : undefined;
    return holder === undefined ? [] : [{ run, holder: holder.run_id }];
  });
  const newer = left.filter(({ concurrency }) => concurrency?.on_limit === 'cancel_running');
  const cancel = [...Map.groupBy(newer, ({ concurrency }) => concurrency?.key ?? '')].flatMap(
    ([key, runs]) => {
      // Only what ran before: a run that has its slot from this very decision is stopped, if at all, by the next one.
      const holders = ledger.slots.filter((slot) => slot.key === key);
      return runs.flatMap((by, index) => {
        const over = tally.heldWith(key) - (by.concurrency?.limit ?? 1);
        return holders
          .slice(index === 0 ? 0 : over + index, over + index + 1)
          .map((holder) => ({ holder, by }));
      });
    },
  );
  return { admit: admitted, skip, cancel };
};

/** The first limit in a run's way as things are. */
const reasonOf = (run: QueueEntry, tally: Tally): QueueReason => {
  if (!tally.hasRoomForKey(run)) return 'script';
  return tally.hasRoomForOwner(run.owner) ? 'platform' : 'user';
};

/**
 * Runs that wait in the order in which they will start, as it looks now, and what each waits for. Who waits for a limit of
 * its own stands where it would stand without it. At most `limit` of them.
 */
export const lineUp = (
  ledger: Ledger,
  waiting: readonly QueueEntry[],
  limit: number,
): readonly { readonly run: QueueEntry; readonly reason: QueueReason }[] => {
  const tally = makeTally(ledger);
  const open = { ...ledger, limits: { ...ledger.limits, per_user: null } };
  const free = waiting.map((run) => ({ ...run, concurrency: null }));
  const byId = new Map(waiting.map((run) => [run.id, run]));
  return take(linesOf(free), makeTally(open), limit).flatMap(({ id }) => {
    const run = byId.get(id);
    return run === undefined ? [] : [{ run, reason: reasonOf(run, tally) }];
  });
};
