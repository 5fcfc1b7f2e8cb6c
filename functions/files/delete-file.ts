import type { Operation } from '../platform/api.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { filesRoutes } from './contract.ts';
import { DELETION_MS } from './file.ts';
import { findOwn } from './find-file.ts';
import type { ObjectStore } from './object-store.ts';
import type { FileStore } from './store.ts';

export interface DeleteDependencies {
  readonly store: FileStore;
  readonly objects: Pick<ObjectStore, 'remove'>;
  /** Whether a run that has not ended takes the file as its input. */
  readonly isFileInUse: (id: string) => Promise<boolean>;
  readonly now: () => number;
}

const inUse = () =>
  conflict(text('a run that has not ended uses the file', '有尚未结束的运行正在使用该文件'));

/**
 * Deletes a file and every version of its object. The row is marked first: from then on no run can take the file, so
 * that the second look at the runs is final. What a crash leaves marked the sweeper finishes.
 */
export const makeDeleteFile =
  ({
    store,
    objects,
    isFileInUse,
    now,
  }: DeleteDependencies): Operation<RouteOf<typeof filesRoutes, 'deleteFile'>> =>
  async ({ params, caller }) => {
    const file = await findOwn(store, params.id, caller);
    if (await isFileInUse(file.id)) throw inUse();
    const marked = {
      ...file,
      status: 'deleting' as const,
      sweepAt: new Date(now() + DELETION_MS).toISOString(),
    };
    if (!(await store.move(marked, file.status))) throw notFound();
    if (await isFileInUse(file.id)) {
      await store.move(file, 'deleting');
      throw inUse();
    }
    await objects.remove(file);
    await store.remove(file.id);
    return ok(null);
  };
