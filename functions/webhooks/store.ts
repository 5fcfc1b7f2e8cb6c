import { createConversions, createWriteTransaction } from 'electrodb';
import { committed } from '../platform/conditional-write.ts';
import {
  claimKey,
  findEarlier,
  type IdempotencyClaim,
  type IdempotencyKey,
  makeIdempotencyEntity,
} from '../platform/idempotency.ts';
import type { Table } from '../platform/table.ts';
import { allWebhooks, makeActivityEntity, makeTokenEntity, makeWebhookEntity } from './entities.ts';
import { type Webhook, webhookRowSchema } from './webhook.ts';

/** Where webhooks are kept. Reads by id and by token are strongly consistent. */
export interface WebhookStore {
  /** Writes a new webhook with its address; false: the idempotency key was claimed meanwhile. */
  create(hook: Webhook, claim: IdempotencyClaim | undefined, now: number): Promise<boolean>;
  find(id: string): Promise<Webhook | undefined>;
  findByToken(hash: string): Promise<Webhook | undefined>;
  /** Writes a webhook anew over the one that was read; false: it was changed or removed meanwhile. */
  replace(hook: Webhook, earlier: Webhook): Promise<boolean>;
  /** Removes a webhook, its address and its counts; false: it was changed or removed meanwhile. */
  remove(hook: Webhook): Promise<boolean>;
  /** Newest first, after an id; of one owner, or of everybody. */
  list(
    owner: string | undefined,
    after: string | undefined,
    limit: number,
  ): Promise<{ rows: readonly Webhook[]; end: boolean }>;
  findEarlier(key: IdempotencyKey | undefined, now: number): Promise<string | undefined>;
}

const rowOf = (hook: Webhook) => ({
  id: hook.id,
  owner: hook.owner,
  list: allWebhooks,
  version: hook.version,
  document: JSON.stringify(hook),
});

const hookOf = ({ document }: { document: string }): Webhook => webhookRowSchema.parse(JSON.parse(document));

/** Webhooks in the table. */
export const makeWebhookStore = (table: Table): WebhookStore => {
  const hooks = makeWebhookEntity(table);
  const tokens = makeTokenEntity(table);
  const activities = makeActivityEntity(table);
  const keys = makeIdempotencyEntity(table);
  const { byOwner, all } = createConversions(hooks).byAccessPattern;

  const find = async (id: string) => {
    const { data } = await hooks.get({ id }).go({ consistent: true });
    return data === null ? undefined : hookOf(data);
  };

  return {
    create: async (hook, claim, now) =>
      committed(
        await createWriteTransaction({ hooks, tokens, keys }, (write) => [
          write.hooks.create(rowOf(hook)).commit(),
          write.tokens.create({ hash: hook.token_hash, webhookId: hook.id }).commit(),
          ...(claim === undefined ? [] : [claimKey(write.keys, claim, now).commit()]),
        ]).go(),
      ),
    find,
    findByToken: async (hash) => {
      const { data } = await tokens.get({ hash }).go({ consistent: true });
      const hook = data === null ? undefined : await find(data.webhookId);
      return hook?.token_hash === hash ? hook : undefined;
    },
    replace: async (hook, earlier) =>
      committed(
        await createWriteTransaction({ hooks, tokens }, (write) => [
          write.hooks
            .put(rowOf(hook))
            .where(({ version }, { eq }) => eq(version, earlier.version))
            .commit(),
          ...(hook.token_hash === earlier.token_hash
            ? []
            : [
                write.tokens.delete({ hash: earlier.token_hash }).commit(),
                write.tokens.create({ hash: hook.token_hash, webhookId: hook.id }).commit(),
              ]),
        ]).go(),
      ),
    remove: async (hook) =>
      committed(
        await createWriteTransaction({ hooks, tokens, activities }, (write) => [
          write.hooks
            .delete({ id: hook.id })
            .where(({ version }, { eq }) => eq(version, hook.version))
            .commit(),
          write.tokens.delete({ hash: hook.token_hash }).commit(),
          write.activities.delete({ id: hook.id }).commit(),
        ]).go(),
      ),
    list: async (owner, after, limit) => {
      const query =
        owner === undefined ? hooks.query.all({ list: allWebhooks }) : hooks.query.byOwner({ owner });
      const start =
        after === undefined
          ? null
          : owner === undefined
            ? all.fromComposite.toCursor({ list: allWebhooks, id: after })
            : byOwner.fromComposite.toCursor({ owner, id: after });
      const { data, cursor } = await query.go({ cursor: start, limit, order: 'desc' });
      return { rows: data.map(hookOf), end: cursor === null };
    },
    findEarlier: (key, now) => findEarlier(keys, key, now),
  };
};
