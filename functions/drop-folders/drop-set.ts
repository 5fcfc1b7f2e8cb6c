import * as z from 'zod';
import { MAX_SET_FILES, memberSchema, openStatuses, setStatuses } from './contract.ts';

/** A file of a set: the newest version of one object of the drop folder. */
const setFileRow = z
  .object({
    /** Which member, by its place. */
    member: z.int(),
    /** Below the folder. */
    path: z.string(),
    /** All versions that came, the newest last: what the run takes. The earlier ones were replaced. */
    versions: z.array(z.string()).readonly(),
    size: z.int(),
    /** When the object was written, by S3's clock; with `sequence` it tells which version is newer. */
    writtenAt: z.string(),
    sequence: z.string(),
    arrivedAt: z.string(),
    /** Known once the set is complete. */
    sha256: z.string().nullable(),
    /** The input file it becomes; chosen before the copy begins, so that a repeated copy makes no second one. */
    fileId: z.string().nullable(),
  })
  .readonly();
export type SetFile = z.output<typeof setFileRow>;

/** A set as it is kept: one row that changes as a whole, on condition that nobody changed it in between (`revision`). */
export const dropSetRow = z
  .object({
    id: z.string(),
    folderId: z.string(),
    folderName: z.string(),
    key: z.record(z.string(), z.string()).readonly(),
    keyHash: z.string(),
    /** The members as they were when the set was begun. */
    members: z.array(memberSchema).readonly(),
    files: z.array(setFileRow).readonly(),
    status: z.enum(setStatuses),
    reason: z.object({ en: z.string(), 'zh-CN': z.string() }).nullable(),
    runId: z.string().nullable(),
    earlierSetId: z.string().nullable(),
    firstAt: z.string(),
    lastAt: z.string(),
    /** When it runs unless a further file comes. */
    runsAt: z.string().nullable(),
    deadlineAt: z.string().nullable(),
    overdueAt: z.string().nullable(),
    closedAt: z.string().nullable(),
    /** Somebody wants it run whatever is missing, or although the same content ran before. */
    forced: z.boolean(),
    /** How often its start was tried; and whether its objects have left the folder. */
    tries: z.int(),
    cleaned: z.boolean(),
    /** When the sweeper is to look at it; null: never again. */
    dueAt: z.string().nullable(),
    revision: z.int(),
  })
  .readonly();
export type DropSet = z.output<typeof dropSetRow>;

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
