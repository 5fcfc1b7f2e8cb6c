import type { Operation } from '../platform/api.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { type Caller, may } from '../platform/permissions.ts';
import { ok } from '../platform/request.ts';
import type { QueryOf, RouteOf } from '../platform/route.ts';
import type { ActivityStore } from './activity-store.ts';
import type { webhooksRoutes } from './contract.ts';
import type { WebhookStore } from './store.ts';
import { viewWebhook } from './views.ts';
import type { Webhook } from './webhook.ts';

type ListWebhooks = RouteOf<typeof webhooksRoutes, 'listWebhooks'>;
type Filters = Omit<QueryOf<ListWebhooks>, 'page_size' | 'cursor'>;

const isListed = (hook: Webhook, caller: Caller, { script, owner, enabled, q }: Filters): boolean =>
  (hook.owner_id === caller.userId || may(caller, 'triggers.read.all')) &&
  (script === undefined || hook.script === script) &&
  (owner === undefined || hook.owner === owner) &&
  (enabled === undefined || String(hook.enabled) === enabled) &&
  (q === undefined || hook.name.toLowerCase().includes(q.toLowerCase()));

/** Lists the caller's webhooks, or everybody's for those who may see all; newest first. */
export const makeListWebhooks =
  ({
    store,
    activity,
    cursors,
    now,
  }: {
    readonly store: Pick<WebhookStore, 'list'>;
    readonly activity: Pick<ActivityStore, 'find'>;
    readonly cursors: Cursors;
    readonly now: () => number;
  }): Operation<ListWebhooks> =>
  async ({ query: { page_size, cursor, ...filters }, caller }) => {
    const owner = may(caller, 'triggers.read.all') ? filters.owner : caller.username;
    const scope = ['listWebhooks', caller.userId, owner, ...Object.entries(filters).sort().flat()];
    const page = await collectPage(
      {
        read: (after, limit) => store.list(owner, after, limit),
        positionOf: ({ id }) => id,
        keep: (hook) => isListed(hook, caller, filters),
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
