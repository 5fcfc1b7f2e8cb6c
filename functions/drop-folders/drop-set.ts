import type { Text } from '../platform/text.ts';
import { MAX_SET_FILES, type Member, openStatuses, type SetStatus } from './contract.ts';

/** A file of a set: the newest version of one object of the drop folder. */
export interface SetFile {
  /** Which member, by its place. */
  readonly member: number;
  /** Below the folder. */
  readonly path: string;
  /** All versions that came, the newest last: what the run takes. The earlier ones were replaced. */
  readonly versions: readonly string[];
  readonly size: number;
  /** When the object was written, by S3's clock; with `sequence` it tells which version is newer. */
  readonly writtenAt: string;
  readonly sequence: string;
  readonly arrivedAt: string;
  /** Known once the set is complete. */
  readonly sha256: string | null;
  /** The input file it becomes; chosen before the copy begins, so that a repeated copy makes no second one. */
  readonly fileId: string | null;
}

/** A set as it is kept: one row that changes as a whole, on condition that nobody changed it in between (`revision`). */
export interface DropSet {
  readonly id: string;
  readonly folderId: string;
  readonly folderName: string;
  readonly key: Readonly<Record<string, string>>;
  readonly keyHash: string;
  /** The members as they were when the set was begun. */
  readonly members: readonly Member[];
  readonly files: readonly SetFile[];
  readonly status: SetStatus;
  readonly reason: Text | null;
  readonly runId: string | null;
  readonly earlierSetId: string | null;
  readonly firstAt: string;
  readonly lastAt: string;
  /** When it runs unless a further file comes. */
  readonly runsAt: string | null;
  readonly deadlineAt: string | null;
  readonly overdueAt: string | null;
  readonly closedAt: string | null;
  /** Somebody wants it run whatever is missing, or although the same content ran before. */
  readonly forced: boolean;
  /** How often its start was tried; and whether its objects have left the folder. */
  readonly tries: number;
  readonly cleaned: boolean;
  /** When the sweeper is to look at it; null: never again. */
  readonly dueAt: string | null;
  readonly revision: number;
}

export const isOpen = (set: Pick<DropSet, 'status'>): boolean =>
  openStatuses.some((status) => status === set.status);

const countOf = (set: Pick<DropSet, 'files'>, member: number): number =>
  set.files.filter((file) => file.member === member).length;

/** How many files a member still wants: an optional one none at all, or at least its `min`. */
export const missingOf = (set: Pick<DropSet, 'files' | 'members'>, member: number): number => {
  const { min = 0, required = true } = set.members[member] ?? {};
  const count = countOf(set, member);
  return !required && count === 0 ? 0 : Math.max(0, min - count);
};

export const isComplete = (set: Pick<DropSet, 'files' | 'members'>): boolean =>
  set.files.length > 0 && set.members.every((_, member) => missingOf(set, member) === 0);

const plusSeconds = (at: string, seconds: number): string =>
  new Date(Date.parse(at) + seconds * 1000).toISOString();

/** How the folder treats its sets. */
export interface Treatment {
  readonly quietSeconds: number;
  readonly enabled: boolean;
}

/** The status of an open set, and when to look at it, by what has arrived. */
export const assess = (set: DropSet, { quietSeconds, enabled }: Treatment): DropSet => {
  if (isComplete(set)) {
    const runsAt = plusSeconds(set.lastAt, quietSeconds);
    // The folder's switch is looked at again every minute.
    return { ...set, status: 'settling', runsAt: enabled ? runsAt : null, dueAt: runsAt };
  }
  const status = set.overdueAt === null ? ('collecting' as const) : ('overdue' as const);
  return { ...set, status, runsAt: null, dueAt: set.overdueAt === null ? set.deadlineAt : null };
};

export type NewSet = Pick<
  DropSet,
  'id' | 'folderId' | 'folderName' | 'key' | 'keyHash' | 'members' | 'firstAt' | 'deadlineAt'
>;

export const newSet = (facts: NewSet): DropSet => ({
  ...facts,
  files: [],
  status: 'collecting',
  reason: null,
  runId: null,
  earlierSetId: null,
  lastAt: facts.firstAt,
  runsAt: null,
  overdueAt: null,
  closedAt: null,
  forced: false,
  tries: 0,
  cleaned: false,
  dueAt: facts.deadlineAt,
  revision: 1,
});

/** One version of an object of the folder. */
export interface Arrival {
  readonly path: string;
  readonly versionId: string;
  readonly size: number;
  readonly writtenAt: string;
  readonly sequence: string;
  readonly arrivedAt: string;
}

/** Whether an arrival was written after a file: by S3's sequence where there is one, else by the clock. */
const isNewer = (arrival: Arrival, file: SetFile): boolean => {
  const [one, other] = [arrival.sequence, file.sequence].map((sequence) =>
    sequence.replace(/^0+/, '').toUpperCase(),
  );
  if (one !== undefined && other !== undefined && one !== '' && other !== '' && one !== other)
    return one.length === other.length ? one > other : one.length > other.length;
  return arrival.writtenAt >= file.writtenAt;
};

export type Taken =
  | { readonly kind: 'taken'; readonly set: DropSet }
  /** A newer version of the same object is there already: it counts. */
  | { readonly kind: 'superseded'; readonly set: DropSet }
  /** No member that it fits has room. */
  | { readonly kind: 'full' };

/**
 * Takes an arrival into an open set. The same object again replaces what was there, whichever version comes first: the
 * newest one counts. `fits`: the members it may be, by their place.
 */
export const takeArrival = (
  set: DropSet,
  arrival: Arrival,
  fits: readonly number[],
  treatment: Treatment,
): Taken => {
  const { path, versionId, size, writtenAt, sequence, arrivedAt } = arrival;
  const there = set.files.find((file) => file.path === path);
  const latest = Date.parse(arrivedAt) > Date.parse(set.lastAt) ? arrivedAt : set.lastAt;
  const facts = { path, size, writtenAt, sequence, arrivedAt, sha256: null, fileId: null };
  const withFile = (file: SetFile): DropSet => {
    const files = [...set.files.filter((each) => each.path !== path), file].sort((one, other) =>
      one.path < other.path ? -1 : 1,
    );
    return assess({ ...set, files, lastAt: latest }, treatment);
  };
  if (there !== undefined) {
    if (there.versions.includes(versionId)) return { kind: 'superseded', set };
    return isNewer(arrival, there)
      ? {
          kind: 'taken',
          set: withFile({ ...facts, member: there.member, versions: [...there.versions, versionId] }),
        }
      : {
          kind: 'superseded',
          set: {
            ...set,
            files: set.files.map((file) =>
              file.path === path ? { ...file, versions: [versionId, ...file.versions] } : file,
            ),
          },
        };
  }
  const member = fits.find((each) => countOf(set, each) < (set.members[each]?.max ?? 0));
  if (member === undefined || set.files.length >= MAX_SET_FILES) return { kind: 'full' };
  return { kind: 'taken', set: withFile({ ...facts, member, versions: [versionId] }) };
};

/** Takes files out whose objects were removed from the folder before the set ran. */
export const withdraw = (set: DropSet, paths: ReadonlySet<string>, treatment: Treatment): DropSet =>
  assess({ ...set, files: set.files.filter(({ path }) => !paths.has(path)) }, treatment);

/** The key in words. */
export const labelOf = (key: Readonly<Record<string, string>>): string =>
  Object.entries(key)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
