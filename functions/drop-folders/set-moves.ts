import { type Text, text } from '../platform/text.ts';
import { contentHash } from './drop-keys.ts';
import { type DropSet, isOpen, type SetFile } from './drop-set.ts';

/** Legal moves of a set, each a new set; time and ids come in. */

/** How long a set that is being started is left to who started it, in milliseconds: longer than the function may run. */
export const LEASE_MS = 6 * 60 * 1000;
/** After a failed try, in milliseconds. */
const PAUSE_MS = 20 * 1000;
/** How often a complete set of a paused folder is looked at, in milliseconds. */
const PAUSED_MS = 60 * 60 * 1000;
/** A set that cannot be started for a reason of ours this often is given up: three hours of tries. */
export const MAX_TRIES = 20;

const plus = (now: number, milliseconds: number): string => new Date(now + milliseconds).toISOString();

/** Closes an open set for arrivals and begins its start; or takes a start over whose lease is over. */
export const beginStart = (set: DropSet, now: number, fileId: () => string): DropSet => ({
  ...set,
  status: 'complete',
  files: set.files.map((file) => ({ ...file, fileId: file.fileId ?? fileId() })),
  runsAt: null,
  closedAt: null,
  tries: set.tries + 1,
  dueAt: plus(now, LEASE_MS),
});

/** Whether somebody may begin, or take over, the start of a set. */
export const mayStart = (set: DropSet, now: number): boolean =>
  (set.status === 'settling' || set.status === 'complete') &&
  set.dueAt !== null &&
  Date.parse(set.dueAt) <= now;

/** A set that is wanted now, whatever is missing and whether or not the same content ran before. */
export const force = (set: DropSet, now: number): DropSet => ({
  ...set,
  status: 'complete',
  forced: true,
  reason: null,
  closedAt: null,
  runsAt: null,
  tries: 0,
  dueAt: plus(now, 0),
});

/** A failed try: the sweeper or the queue comes again. */
export const postpone = (set: DropSet, now: number): DropSet => ({
  ...set,
  dueAt: plus(now, PAUSE_MS * 2 ** Math.min(set.tries, 6)),
});

/** A complete set of a paused folder: looked at seldom, so that it keeps no other waiting. Switching on looks at once. */
export const pause = (set: DropSet, now: number): DropSet => ({
  ...set,
  runsAt: null,
  dueAt: plus(now, PAUSED_MS),
});

type End = Pick<DropSet, 'status'> & Partial<Pick<DropSet, 'reason' | 'runId' | 'earlierSetId'>>;

/** The end of a set. Its objects are still in the folder; `dueAt` lets the sweeper remove them if nobody else does. */
export const end = (set: DropSet, how: End, now: number): DropSet => ({
  ...set,
  ...how,
  runsAt: null,
  closedAt: plus(now, 0),
  cleaned: false,
  dueAt: plus(now, PAUSE_MS),
});

export const afterCleaning = (set: DropSet): DropSet => ({ ...set, cleaned: true, dueAt: null });

/** The deadline is past and the set is not complete. */
export const missDeadline = (set: DropSet): DropSet => ({
  ...set,
  status: 'overdue',
  overdueAt: set.deadlineAt,
  dueAt: null,
});

export const isDeadlineMissed = (set: DropSet, now: number): boolean =>
  set.status === 'collecting' && set.deadlineAt !== null && Date.parse(set.deadlineAt) <= now;

export const withHashes = (set: DropSet, hashes: ReadonlyMap<string, string>): DropSet => ({
  ...set,
  files: set.files.map((file): SetFile => ({ ...file, sha256: hashes.get(file.path) ?? file.sha256 })),
});

/** The content of a set whose files are known. */
export const contentOf = (set: DropSet): string =>
  contentHash(
    set.key,
    set.files.map(({ member, sha256 }) => ({
      parameter: set.members[member]?.parameter ?? '',
      sha256: sha256 ?? '',
    })),
  );

/** The file ids of each parameter: by member, then by name. */
export const fileIdsOf = (set: DropSet): Record<string, string[]> => {
  const ids: Record<string, string[]> = {};
  for (const [place, { parameter }] of set.members.entries())
    for (const { member, fileId } of set.files)
      if (member === place && fileId !== null) ids[parameter] = [...(ids[parameter] ?? []), fileId];
  return ids;
};

export const reasons = {
  discarded: (username: string): Text => text(`discarded by ${username}`, `由 ${username} 放弃`),
  removed: text('its files were removed from the folder', '文件已从投放文件夹中删除'),
  duplicate: text(
    'the same content ran before; run the set to run it again',
    '相同内容已运行过；如需再次运行请手动运行',
  ),
  ownerGone: text(
    'the owner of the drop folder is gone, disabled or may not start runs',
    '投放文件夹的所有者已不存在、已停用或无权启动运行',
  ),
  folderGone: text('the drop folder was deleted', '投放文件夹已被删除'),
  givenUp: text(
    'it could not be started for a reason on our side; run it again later',
    '因系统原因无法启动；请稍后重新运行',
  ),
} as const;

/** Whether somebody may ask for a set to be run: one that is open and has files, or one that ended without a run of its own. */
export const mayForce = (set: DropSet): boolean =>
  (isOpen(set) && set.files.length > 0) || set.status === 'duplicate' || set.status === 'failed';
