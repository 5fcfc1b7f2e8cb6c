import type { Operation } from '../platform/api.ts';
import { maskSheet, masksFor } from '../platform/column-mask.ts';
import { conflict } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { filesRoutes } from './contract.ts';
import { findVisible } from './find-file.ts';
import type { ObjectStore } from './object-store.ts';
import type { ReadPreview } from './preview.ts';
import type { FileStore } from './store.ts';

export interface PreviewDependencies {
  readonly store: FileStore;
  readonly objects: Pick<ObjectStore, 'signInternalRead'>;
  readonly readPreview: ReadPreview;
}

/** Shows a file's sheets and the first rows of one, read by a function that has no rights but the URL it is given. */
export const makePreviewFile =
  ({
    store,
    objects,
    readPreview,
  }: PreviewDependencies): Operation<RouteOf<typeof filesRoutes, 'previewFile'>> =>
  async ({ params, query, caller }) => {
    const file = await findVisible(store, params.id, caller);
    if (file.status !== 'ready')
      throw conflict(
        text('the file is not uploaded yet; complete it first', '文件尚未上传完成，请先完成上传'),
      );
    const {
      ok: _,
      rows,
      ...preview
    } = await readPreview({
      url: await objects.signInternalRead(file),
      name: file.name,
      size: file.size,
      sheet: query.sheet ?? null,
      rows: query.rows,
    });
    // Who uploaded a file has it; a text has no columns.
    const masks = file.ownerId === caller.userId || preview.kind === 'text' ? [] : masksFor(caller);
    return ok({ ...preview, ...maskSheet(rows, masks) });
  };
