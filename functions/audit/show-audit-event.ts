import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { auditRoutes } from './contract.ts';
import type { EventStore } from './event-store.ts';

/** Shows one event. */
export const makeShowAuditEvent =
  ({
    store,
  }: {
    store: Pick<EventStore, 'find'>;
  }): Operation<RouteOf<typeof auditRoutes, 'showAuditEvent'>> =>
  async ({ params }) => {
    const event = await store.find(params.id);
    if (event === undefined) throw notFound();
    return ok(event);
  };
