import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { Archive } from './archive.ts';
import type { auditRoutes } from './contract.ts';

/** Lists the objects of the archive by their keys. */
export const makeListAuditObjects =
  ({
    archive,
    cursors,
  }: {
    archive: Pick<Archive, 'list'>;
    cursors: Cursors;
  }): Operation<RouteOf<typeof auditRoutes, 'listAuditObjects'>> =>
  async ({ query: { page_size, cursor, prefix }, caller }) => {
    const scope = ['listAuditObjects', caller.userId, prefix];
    const page = await collectPage(
      {
        read: async (after, limit) => {
          const rows = await archive.list(prefix, after, limit);
          return { rows, end: rows.length < limit };
        },
        positionOf: ({ key }) => key,
      },
      page_size,
      await cursors.open(cursor, scope),
    );
    return ok({ items: page.rows, page_size, next_cursor: await cursors.seal(page.next, scope) });
  };
