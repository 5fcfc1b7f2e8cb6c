import type { DomainEvent } from '../../events/domain/domain-event.ts';
import type { DropFolder } from './drop-folder.ts';
import type { DropSet } from './drop-set.ts';

/** What the bus is told of a set. */
export const setEvent = (
  set: DropSet,
  folder: DropFolder,
  outcome: 'complete' | 'deadline_missed',
  at: string,
): DomainEvent => ({
  type: 'drop.set-complete',
  detail: {
    id: `${set.id}:${outcome}`,
    at,
    drop_folder_id: folder.id,
    drop_folder: folder.name,
    set_id: set.id,
    group: { ...set.key },
    script: folder.script,
    outcome,
    files: set.files.length,
    run_id: set.runId,
  },
});
