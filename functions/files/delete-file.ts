import type { Operation } from '../platform/api.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { filesRoutes } from './contract.ts';
import { findOwn } from './find-file.ts';
import { makeRemove, type RemoveDependencies } from './remove-file.ts';
import { stale } from './stale.ts';
import type { FileStore } from './store.ts';

export interface DeleteDependencies extends RemoveDependencies {
  readonly store: FileStore;
}

const inUse = () =>
  conflict(text('a run that has not ended uses the file', '有尚未结束的运行正在使用该文件'));

/** Deletes a file and every version of its object, unless a run uses it. */
export const makeDeleteFile = (
  deps: DeleteDependencies,
): Operation<RouteOf<typeof filesRoutes, 'deleteFile'>> => {
  const remove = makeRemove(deps);
  return async ({ params, caller }) => {
    const done = await remove(await findOwn(deps.store, params.id, caller), true);
    if (done === 'in use') throw inUse();
    if (done === 'gone') {
      const meanwhile = await deps.store.find(params.id);
      throw meanwhile === undefined || meanwhile.status === 'deleting' ? notFound() : stale();
    }
    return ok(null);
  };
};
