import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { conflict } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { filesRoutes } from './contract.ts';
import type { StoredFile } from './file.ts';
import { findOwn } from './find-file.ts';
import { stale } from './stale.ts';
import type { FileStore } from './store.ts';
import { viewFile } from './views.ts';

/**
 * Renames a file or moves it to a folder. Its bytes and its key stay, so that runs which took it go on with the name they
 * were started with. What it is called already is no new version.
 */
export const makeUpdateFile =
  ({
    store,
  }: {
    store: Pick<FileStore, 'find' | 'replace'>;
  }): Operation<RouteOf<typeof filesRoutes, 'updateFile'>> =>
  async ({ params, body: { version, name, folder }, caller }) => {
    const file = await findOwn(store, params.id, caller);
    if (file.version !== version) throw stale(file.version);
    if (file.status !== 'ready') throw conflict(text('the file is not uploaded yet', '文件尚未上传完成'));
    const after: StoredFile = {
      ...file,
      name: name ?? file.name,
      folder: folder === undefined ? file.folder : (folder ?? undefined),
      version: version + 1,
    };
    if (after.name === file.name && after.folder === file.folder) return ok(viewFile(file));
    const change = { resource: { type: 'file', id: file.id }, before: file, after };
    if (!(await audited(change, () => store.replace(after)))) throw stale();
    return ok(viewFile(after));
  };
