import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import type { Caller } from '../platform/permissions.ts';
import { admitRows, type ListKind, readableRows, type Shelves } from '../platform/readable.ts';
import { ok } from '../platform/request.ts';
import type { QueryOf, RouteOf } from '../platform/route.ts';
import type { ActivityStore } from './activity-store.ts';
import type { webhooksRoutes } from './contract.ts';
import type { Shelf, WebhookStore } from './store.ts';
import { viewWebhook } from './views.ts';
import { thingOfWebhook, type Webhook } from './webhook.ts';

type ListWebhooks = RouteOf<typeof webhooksRoutes, 'listWebhooks'>;
type Filters = Omit<QueryOf<ListWebhooks>, 'page_size' | 'cursor'>;

/** Webhooks as lists know them: the newest first, by their ids. */
const webhookKind: ListKind<Webhook> = {
  type: 'webhook',
  action: 'triggers.read',
  thingOf: thingOfWebhook,
  positionOf: ({ id }) => id,
  byId: true,
};

type Lister = Pick<WebhookStore, 'list' | 'findAll'>;

const shelvesOf = (store: Lister, caller: Caller, { owner }: Filters): Shelves<Webhook> => {
  const shelf = (from: Shelf) => ({
    read: (after: string | undefined, limit: number) => store.list(from, after, limit),
  });
  return {
    everybody: shelf(owner === undefined ? { by: 'everybody' } : { by: 'owner', owner }),
    own: shelf({ by: 'owner', owner: caller.username }),
    department: (department) => shelf({ by: 'department', department }),
    findAll: (ids) => store.findAll(ids),
  };
};

const isListed = (hook: Webhook, { script, owner, enabled, q }: Filters): boolean =>
  (script === undefined || hook.script === script) &&
  (owner === undefined || hook.owner === owner) &&
  (enabled === undefined || String(hook.enabled) === enabled) &&
  (q === undefined || hook.name.toLowerCase().includes(q.toLowerCase()));

/** Lists the webhooks that the caller may see, newest first. */
export const makeListWebhooks =
  ({
    store,
    activity,
    cursors,
    now,
  }: {
    readonly store: Lister;
    readonly activity: Pick<ActivityStore, 'find'>;
    readonly cursors: Cursors;
    readonly now: () => number;
  }): Operation<ListWebhooks> =>
  async ({ query: { page_size, cursor, ...filters }, caller }) => {
    const scope = ['listWebhooks', caller.userId, ...Object.entries(filters).sort().flat()];
    const { read } = await readableRows(caller, webhookKind, shelvesOf(store, caller, filters));
    const page = await collectPage(
      {
        read,
        positionOf: webhookKind.positionOf,
        keep: (hook) => isListed(hook, filters),
        admit: admitRows(caller, webhookKind),
      },
      page_size,
      await cursors.open(cursor, scope),
    );
    const activities = await activity.find(page.rows.map(({ id }) => id));
    return ok({
      items: page.rows.map((hook) => viewWebhook(hook, activities.get(hook.id), now())),
      page_size,
      next_cursor: await cursors.seal(page.next, scope),
    });
  };
