import type { Operation } from '../platform/api.ts';
import { auditedOutside } from '../platform/audit-context.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { accepted } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { dropFoldersRoutes } from './contract.ts';
import type { DropObjects } from './drop-objects.ts';
import { keyOfPath } from './drop-path.ts';
import type { SendMessages } from './drop-queue.ts';
import { findManagedFolder } from './find-folder.ts';
import type { FolderStore } from './folder-store.ts';
import type { StrayStore } from './stray-store.ts';

/**
 * Puts a stray into its folder again, as a new version or under another name, where it is taken in like any other
 * arrival.
 */
export const makeReleaseStray =
  ({
    folders,
    strays,
    objects,
    send,
  }: {
    folders: Pick<FolderStore, 'find'>;
    strays: Pick<StrayStore, 'find' | 'remove'>;
    objects: Pick<DropObjects, 'copy' | 'removeUpTo'>;
    send: SendMessages;
  }): Operation<RouteOf<typeof dropFoldersRoutes, 'releaseStray'>> =>
  async ({ params, body, caller }) => {
    const folder = await findManagedFolder(folders, params.id, caller);
    const stray = await strays.find(params.stray);
    if (stray === undefined || stray.folderId !== folder.id) throw notFound();
    const path = body.path ?? stray.path;
    const key = keyOfPath(folder.name, path, 'path');
    const change = { resource: { type: 'stray', id: stray.id }, before: stray, after: { released_to: path } };
    await auditedOutside(change, async () => {
      if (!(await objects.copy(stray.key, stray.versionId, key)))
        throw conflict(text('the file was removed meanwhile', '该文件已被删除'));
      await objects.removeUpTo(stray.key, stray.versionId);
      await strays.remove(stray.id);
    });
    await send([{ look: key }]);
    return accepted({ path }, `/api/v1/drop-folders/${folder.id}/sets`);
  };
