import type { Operation } from '../platform/api.ts';
import { auditedOutside } from '../platform/audit-context.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { dropFoldersRoutes } from './contract.ts';
import type { DropObjects } from './drop-objects.ts';
import { findManagedFolder } from './find-folder.ts';
import type { FolderStore } from './folder-store.ts';
import type { StrayStore } from './stray-store.ts';

/** Deletes a stray for good: its object, then its row. */
export const makeDeleteStray =
  ({
    folders,
    strays,
    objects,
  }: {
    folders: Pick<FolderStore, 'find'>;
    strays: Pick<StrayStore, 'find' | 'remove'>;
    objects: Pick<DropObjects, 'removeUpTo'>;
  }): Operation<RouteOf<typeof dropFoldersRoutes, 'deleteStray'>> =>
  async ({ params, caller }) => {
    const folder = await findManagedFolder(folders, params.id, caller);
    const stray = await strays.find(params.stray);
    if (stray === undefined || stray.folderId !== folder.id) throw notFound();
    await auditedOutside({ resource: { type: 'stray', id: stray.id }, before: stray }, async () => {
      await objects.removeUpTo(stray.key, stray.versionId);
      await strays.remove(stray.id);
    });
    return ok(null);
  };
