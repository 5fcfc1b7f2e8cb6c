import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { auditRoutes } from './contract.ts';
import type { EventStore } from './event-store.ts';
import { eventsThat } from './find-events.ts';

/** Lists the events that match, the newest first. */
export const makeListAuditEvents =
  ({
    store,
    cursors,
    now,
  }: {
    store: Pick<EventStore, 'list'>;
    cursors: Cursors;
    now: () => number;
  }): Operation<RouteOf<typeof auditRoutes, 'listAuditEvents'>> =>
  async ({ query: { page_size, cursor, ...wanted }, caller }) => {
    const scope = ['listAuditEvents', caller.userId, wanted];
    const source = eventsThat(store, wanted, now());
    const page = await collectPage(source, page_size, await cursors.open(cursor, scope));
    return ok({ items: page.rows, page_size, next_cursor: await cursors.seal(page.next, scope) });
  };
