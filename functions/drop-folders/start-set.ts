import type { ImportObject } from '../files/index.ts';
import type { FindOwner } from '../identity/index.ts';
import { actingAs, triggerActor } from '../platform/audit-context.ts';
import type { PublishEvents } from '../platform/domain-events.ts';
import { ApiError } from '../platform/errors.ts';
import { triggerKey } from '../platform/idempotency.ts';
import type { Log } from '../platform/log.ts';
import { type Caller, may } from '../platform/permissions.ts';
import type { Launcher, Run } from '../runs/index.ts';
import type { DropFolder } from './drop-folder.ts';
import { dropKey, nameOfPath } from './drop-keys.ts';
import type { DropSet } from './drop-set.ts';
import { wordsOf } from './errors-in-words.ts';
import { setEvent } from './set-event.ts';
import { contentOf, end, fileIdsOf, MAX_TRIES, postpone, reasons, withHashes } from './set-moves.ts';
import type { SetStore } from './set-store.ts';
import { fillIn } from './set-values.ts';

export interface StartDependencies {
  readonly sets: Pick<SetStore, 'find' | 'replace' | 'claimContent' | 'handContent'>;
  readonly importObject: ImportObject;
  readonly findOwner: FindOwner;
  readonly launchRun: Launcher['launchRun'];
  readonly publish: PublishEvents;
  readonly now: () => number;
  readonly log: Log;
}

/** How many files are copied at a time. */
const AT_ONCE = 4;

/** How a set ends. */
type Ending = Parameters<typeof end>[1];

/**
 * Starts the run of a set that is closed for arrivals and leased to this call: makes its objects files of the folder's
 * owner, makes sure that the same content did not run before, and starts one run. Every step may be repeated: file ids,
 * the claim of the content and the key of the run are those of the set. Answers the set as it ended; undefined when
 * somebody else has it. Throws when it is to be tried again.
 */
export const makeStartSet = (deps: StartDependencies) => {
  const { sets, importObject, findOwner, launchRun, publish, now, log } = deps;

  const importFiles = async (
    set: DropSet,
    { owner, ownerId, name }: DropFolder,
    { department }: Caller,
  ): Promise<DropSet> => {
    const hashes = new Map<string, string>();
    const waiting = [...set.files];
    const work = async (): Promise<void> => {
      for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
        const { path, versions, fileId } = file;
        if (fileId === null) throw new Error(`a file of ${set.id} has no id`);
        const { sha256 } = await importObject({
          id: fileId,
          ownerId,
          owner,
          department,
          name: nameOfPath(path),
          folder: `drop/${name}`,
          key: dropKey(set.folderName, path),
          versionId: versions.at(-1) ?? '',
        });
        hashes.set(path, sha256);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return withHashes(set, hashes);
  };

  /** The set whose run is the run of this content, when it is another one. */
  const findEarlier = async (set: DropSet): Promise<DropSet | undefined> => {
    const hash = contentOf(set);
    const holder = await sets.claimContent(set.folderId, hash, set.id);
    if (holder === set.id) return undefined;
    const earlier = await sets.find(holder);
    if (earlier?.status === 'ran' && !set.forced) return earlier;
    if (earlier?.status === 'complete')
      throw new Error(`${holder} has the same content and is being started`);
    if (!set.forced) await sets.handContent(set.folderId, hash, holder, set.id);
    return undefined;
  };

  const launch = (set: DropSet, folder: DropFolder, caller: Caller): Promise<Run> =>
    launchRun(
      caller,
      {
        script: folder.script,
        version: folder.scriptVersion,
        parameters: {
          ...(fillIn(folder.parameters, set.key) as Record<string, unknown>),
          ...fileIdsOf(set),
        },
        trigger: {
          type: 'drop',
          drop_folder_id: folder.id,
          set_id: set.id,
          name: folder.name,
          key: { ...set.key },
        },
        retryOf: null,
      },
      triggerKey(['set', set.id]),
    );

  /** `keep` is told of the set as far as it has come: its files are known once they are imported. */
  const run = async (set: DropSet, folder: DropFolder, keep: (set: DropSet) => void): Promise<Ending> => {
    const caller = await findOwner({ username: folder.owner, userId: folder.ownerId });
    if (caller === undefined || !may(caller, 'runs.start'))
      return { status: 'failed', reason: reasons.ownerGone };
    return actingAs(triggerActor('drop', folder, caller), async () => {
      const imported = await importFiles(set, folder, caller);
      keep(imported);
      const earlier = await findEarlier(imported);
      if (earlier !== undefined)
        return {
          status: 'duplicate',
          reason: reasons.duplicate,
          runId: earlier.runId,
          earlierSetId: earlier.id,
        };
      const { id } = await launch(imported, folder, caller);
      return { status: 'ran', runId: id, reason: null };
    });
  };

  /** A refusal that will not change by itself ends the set; anything else is tried again, but not for ever. */
  const endingOf = (thrown: unknown, set: DropSet): Ending | undefined => {
    if (thrown instanceof ApiError && thrown.status < 500)
      return { status: 'failed', reason: wordsOf(thrown) };
    return set.tries >= MAX_TRIES ? { status: 'failed', reason: reasons.givenUp } : undefined;
  };

  const finish = async (begun: DropSet, set: DropSet, ending: Ending): Promise<DropSet | undefined> => {
    const ended = end(set, ending, now());
    return (await sets.replace(begun, ended)) ? { ...ended, revision: begun.revision + 1 } : undefined;
  };

  return async (begun: DropSet, folder: DropFolder): Promise<DropSet | undefined> => {
    let set = begun;
    const ending = await run(begun, folder, (further) => {
      set = further;
    }).catch(async (thrown: unknown) => {
      const refused = endingOf(thrown, begun);
      if (refused !== undefined) return refused;
      await sets.replace(begun, postpone(begun, now()));
      throw thrown;
    });
    if (ending.status === 'ran') {
      const told = { ...set, runId: ending.runId ?? null };
      await publish([setEvent(told, folder, 'complete', new Date(now()).toISOString())]);
    }
    log.info('a set ended', { set_id: set.id, status: ending.status, run_id: ending.runId ?? null });
    return finish(begun, set, ending);
  };
};

export type StartSet = ReturnType<typeof makeStartSet>;
