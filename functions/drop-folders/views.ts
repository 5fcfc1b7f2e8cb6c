import type * as z from 'zod';
import type { Language } from '../platform/text.ts';
import type { dropFolderSchema, dropSetSchema, straySchema } from './contract.ts';
import type { DropFolder } from './drop-folder.ts';
import { dropPrefix } from './drop-keys.ts';
import { type DropSet, labelOf, missingOf } from './drop-set.ts';
import type { Stray } from './stray.ts';

/** Counts beside a drop folder. */
export interface FolderCounts {
  readonly openSets: number;
  readonly strays: number;
}

/** A drop folder as the API shows it. */
export const viewFolder = (
  folder: DropFolder,
  { openSets, strays }: FolderCounts,
): z.input<typeof dropFolderSchema> => ({
  id: folder.id,
  name: folder.name,
  script: folder.script,
  script_version: folder.scriptVersion ?? null,
  parameters: folder.parameters,
  members: [...folder.members],
  group_by: folder.groupBy === null ? null : [...folder.groupBy],
  quiet_seconds: folder.quietSeconds,
  deadline: folder.deadline,
  on_stray: folder.onStray,
  enabled: folder.enabled,
  prefix: dropPrefix(folder.name),
  open_sets: openSets,
  strays,
  owner: folder.owner,
  version: folder.version,
  created_at: folder.createdAt,
  updated_at: folder.updatedAt,
});

const viewMembers = (set: DropSet): z.input<typeof dropSetSchema>['members'] =>
  set.members.map(({ parameter, pattern, min, max, required }, place) => ({
    parameter,
    pattern,
    min,
    max,
    required,
    missing: missingOf(set, place),
    files: set.files
      .filter(({ member }) => member === place)
      .map(({ path, size, arrivedAt, versions, sha256, fileId }) => ({
        path,
        size,
        arrived_at: arrivedAt,
        replaced: versions.length - 1,
        sha256,
        file_id: sha256 === null ? null : fileId,
      })),
  }));

/** A set as the API shows it. */
export const viewSet = (set: DropSet, language: Language): z.input<typeof dropSetSchema> => {
  const members = viewMembers(set);
  const missing = members.reduce((sum, member) => sum + member.missing, 0);
  return {
    id: set.id,
    drop_folder_id: set.folderId,
    status: set.status,
    key: set.key,
    label: labelOf(set.key),
    members,
    arrived: set.files.length,
    wanted: set.files.length + missing,
    reason: set.reason?.[language] ?? null,
    run_id: set.runId,
    earlier_set_id: set.earlierSetId,
    first_at: set.firstAt,
    last_at: set.lastAt,
    runs_at: set.runsAt,
    deadline_at: set.deadlineAt,
    overdue_at: set.overdueAt,
    closed_at: set.closedAt,
    version: set.revision,
  };
};

/** A stray as the API shows it. */
export const viewStray = (stray: Stray, language: Language): z.input<typeof straySchema> => ({
  id: stray.id,
  drop_folder_id: stray.folderId,
  path: stray.path,
  size: stray.size,
  code: stray.code,
  reason: stray.reason[language],
  quarantined: stray.key.startsWith('drop-quarantine/'),
  arrived_at: stray.arrivedAt,
});
