import { setTimeout as sleep } from 'node:timers/promises';
import { fileNameSchema, MAX_FILE_BYTES } from '../files/file-schema.ts';
import { ApiError, unavailable } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import { type Text, text } from '../platform/text.ts';
import type { FindFileRules } from '../runs/index.ts';
import type { StrayReason } from './contract.ts';
import { deadlineAt } from './deadline.ts';
import type { DropFolder } from './drop-folder.ts';
import { arrivalId, dropKey, keyHash, nameOfPath, parseDropKey, quarantineKey } from './drop-keys.ts';
import type { DropObjects } from './drop-objects.ts';
import type { SendMessages } from './drop-queue.ts';
import { type Arrival, type DropSet, newSet, takeArrival } from './drop-set.ts';
import type { FolderStore } from './folder-store.ts';
import { MAX_MATCHED_PATH, readMemberPatterns } from './member-patterns.ts';
import type { MoveStray } from './move-stray.ts';
import type { SetStore } from './set-store.ts';
import type { Stray } from './stray.ts';
import type { StrayStore } from './stray-store.ts';

/** An object of the files bucket, as an event or a look at the bucket tells of it. */
export interface ToldObject {
  readonly key: string;
  /** Undefined where it is not told: then the current one is meant. */
  readonly versionId: string | undefined;
  /** S3's order of the versions of one key; empty where it is not told. */
  readonly sequence: string;
}

export interface TakeDependencies {
  readonly folders: Pick<FolderStore, 'findByName'>;
  readonly sets: Pick<SetStore, 'findOpen' | 'find' | 'findArrival' | 'begin' | 'take'>;
  readonly strays: Pick<StrayStore, 'create' | 'find'>;
  readonly objects: Pick<DropObjects, 'head'>;
  readonly findFileRules: FindFileRules;
  readonly moveStray: MoveStray;
  readonly send: SendMessages;
  readonly bucket: string;
  readonly now: () => number;
  readonly log: Log;
}

/** What became of an object; `known`: it had been taken in before; `gone`: there is nothing, or something newer. */
export type Outcome = 'unknown folder' | 'gone' | 'known' | 'taken' | 'superseded' | 'stray';

/** Rounds against other arrivals of the same set at this moment. */
const MAX_ROUNDS = 40;
const PAUSE_MS = 20;

/** S3 copies no more in one call; what is larger stays where it is. */
const MAX_COPY_BYTES = 5 * 1024 ** 3;

interface Refusal {
  readonly code: StrayReason;
  readonly reason: Text;
}

const refusals = {
  badName: {
    code: 'bad_name',
    reason: text(
      'its name cannot be a file’s name: at most 255 bytes, no control characters; its path at most 400 characters',
      '文件名不可用：最多 255 字节，不含控制字符；路径最多 400 个字符',
    ),
  },
  noMember: {
    code: 'no_member',
    reason: text('its name fits no member of the folder', '文件名与任何成员都不匹配'),
  },
  tooMany: {
    code: 'too_many',
    reason: text('its member has as many files as it takes', '该成员的文件数量已满'),
  },
  tooLarge: (size: number, most: number): Refusal => ({
    code: 'too_large',
    reason: text(`has ${size} bytes; at most ${most} are taken`, `有 ${size} 字节，最多允许 ${most} 字节`),
  }),
  wrongType: (accept: readonly string[]): Refusal => ({
    code: 'wrong_type',
    reason: text(`the script takes ${accept.join(', ')} here`, `脚本在此只接受 ${accept.join('、')}`),
  }),
} as const;

/**
 * Takes an object into its set, or puts it aside as a stray: once for each version of an object, however often, in
 * whatever order and by how many at once it is told. Only the current version of an object counts.
 */
export const makeTakeObject = (deps: TakeDependencies) => {
  const { folders, sets, strays, objects, findFileRules, moveStray, send, bucket, now, log } = deps;

  /** Members that take a file of this name and size; or why none does. */
  const choose = async (
    folder: DropFolder,
    path: string,
    size: number,
  ): Promise<{ members: readonly number[]; key: Readonly<Record<string, string>> } | Refusal> => {
    const name = nameOfPath(path);
    if (path.length > MAX_MATCHED_PATH || !fileNameSchema.safeParse(name).success) return refusals.badName;
    const read = readMemberPatterns(folder.members, folder.groupBy);
    if ('faults' in read) throw new Error(`the patterns of ${folder.id} cannot be read any more`);
    const [first, ...others] = read.patterns.match(path);
    if (first === undefined) return refusals.noMember;
    if (size > MAX_FILE_BYTES) return refusals.tooLarge(size, MAX_FILE_BYTES);
    const sameKey = others.filter(({ key }) => keyHash(key) === keyHash(first.key));
    let refusal: Refusal = refusals.noMember;
    const members: number[] = [];
    for (const { member } of [first, ...sameKey]) {
      const rules = await findFileRules(
        folder.script,
        folder.scriptVersion,
        folder.members[member]?.parameter ?? '',
      ).catch((thrown: unknown) => {
        if (thrown instanceof ApiError && thrown.status < 500) return undefined; // said when the set is to run
        throw thrown;
      });
      const { accept, maxSize } = rules ?? {};
      if (accept !== undefined && !accept.some((ending) => name.toLowerCase().endsWith(ending)))
        refusal = refusals.wrongType(accept);
      else if (maxSize !== undefined && size > maxSize) refusal = refusals.tooLarge(size, maxSize);
      else members.push(member);
    }
    return members.length === 0 ? refusal : { members, key: first.key };
  };

  const putAside = async (
    folder: DropFolder,
    arrival: Arrival,
    id: string,
    refusal: Refusal,
  ): Promise<Outcome> => {
    const at = now();
    const strayId = newId('stray', at);
    const stray: Stray = {
      id: strayId,
      folderId: folder.id,
      folderName: folder.name,
      path: arrival.path,
      size: arrival.size,
      ...refusal,
      key: dropKey(folder.name, arrival.path),
      versionId: arrival.versionId,
      moveTo:
        folder.onStray === 'quarantine' && arrival.size <= MAX_COPY_BYTES
          ? quarantineKey(folder.name, strayId, arrival.path)
          : null,
      arrivedAt: arrival.arrivedAt,
    };
    if (!(await strays.create(stray, id, at))) return 'known';
    await moveStray(stray);
    log.info('a file is a stray', { drop_folder_id: folder.id, stray_id: strayId, code: refusal.code });
    return 'stray';
  };

  const begin = (folder: DropFolder, key: Readonly<Record<string, string>>, arrivedAt: string): DropSet => {
    const { deadline } = folder;
    return newSet({
      id: newId('set', now()),
      folderId: folder.id,
      folderName: folder.name,
      key,
      keyHash: keyHash(key),
      members: folder.members,
      firstAt: arrivedAt,
      deadlineAt:
        deadline === null ? null : new Date(deadlineAt(deadline, Date.parse(arrivedAt))).toISOString(),
    });
  };

  const setTimer = async (set: DropSet): Promise<void> => {
    if (set.status === 'settling' && set.dueAt !== null)
      await send([{ settle: set.id }], (Date.parse(set.dueAt) - now()) / 1000);
  };

  const takeIn = async (
    folder: DropFolder,
    arrival: Arrival,
    id: string,
    { members, key }: { members: readonly number[]; key: Readonly<Record<string, string>> },
  ): Promise<Outcome> => {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const open = await sets.findOpen(folder.id, keyHash(key));
      const taken = takeArrival(open ?? begin(folder, key, arrival.arrivedAt), arrival, members, folder);
      if (taken.kind === 'full') return putAside(folder, arrival, id, refusals.tooMany);
      const written =
        open === undefined
          ? await sets.begin(taken.set, id, now())
          : await sets.take(open, taken.set, id, now());
      if (written) {
        await setTimer(taken.set);
        return taken.kind;
      }
      if ((await sets.findArrival(id)) !== undefined) return 'known';
      await sleep(Math.random() * PAUSE_MS * (round + 1));
    }
    throw unavailable(new Error('the set is being changed by others'));
  };

  /** A repeated event finishes what a crash may have left undone the first time. */
  const resume = async (subject: string): Promise<void> => {
    if (subject.startsWith('stray_')) {
      const stray = await strays.find(subject);
      if (stray !== undefined) await moveStray(stray);
      return;
    }
    const set = await sets.find(subject);
    if (set !== undefined) await setTimer(set);
  };

  return async ({ key, versionId, sequence }: ToldObject): Promise<Outcome> => {
    const place = parseDropKey(key);
    const folder = place === undefined ? undefined : await folders.findByName(place.name);
    if (place === undefined || folder === undefined) return 'unknown folder';
    if (versionId !== undefined) {
      const subject = await sets.findArrival(arrivalId(bucket, key, versionId));
      if (subject !== undefined) {
        await resume(subject);
        return 'known';
      }
    }
    const current = await objects.head(key);
    if (current === undefined) return 'gone';
    if (versionId !== undefined && versionId !== current.versionId) return 'gone';
    const id = arrivalId(bucket, key, current.versionId);
    const subject = await sets.findArrival(id);
    if (subject !== undefined) {
      await resume(subject);
      return 'known';
    }
    const arrival: Arrival = {
      ...current,
      path: place.path,
      sequence,
      arrivedAt: new Date(now()).toISOString(),
    };
    const chosen = await choose(folder, place.path, current.size);
    return 'code' in chosen ? putAside(folder, arrival, id, chosen) : takeIn(folder, arrival, id, chosen);
  };
};

export type TakeObject = ReturnType<typeof makeTakeObject>;
