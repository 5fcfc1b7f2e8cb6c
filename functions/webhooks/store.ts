import { createConversions, createWriteTransaction } from 'electrodb';
import { committed } from '../platform/conditional-write.ts';
import { unavailable } from '../platform/errors.ts';
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

/** Which index a list of webhooks is read from. */
export type Shelf =
  | { readonly by: 'owner'; readonly owner: string }
  | { readonly by: 'department'; readonly department: string }
  | { readonly by: 'everybody' };

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
  /** Those that exist, in no order. */
  findAll(ids: readonly string[]): Promise<readonly Webhook[]>;
  /** Newest first, after an id. */
  list(
    shelf: Shelf,
    after: string | undefined,
    limit: number,
  ): Promise<{ rows: readonly Webhook[]; end: boolean }>;
  findEarlier(key: IdempotencyKey | undefined, now: number): Promise<string | undefined>;
}

const rowOf = (hook: Webhook) => ({
  id: hook.id,
  owner: hook.owner,
  department: hook.department ?? '',
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
  const { byOwner, byDepartment, all } = createConversions(hooks).byAccessPattern;

  const find = async (id: string) => {
    const { data } = await hooks.get({ id }).go({ consistent: true });
    return data === null ? undefined : hookOf(data);
  };

  const queryOf = (shelf: Shelf) => {
    if (shelf.by === 'owner') return hooks.query.byOwner({ owner: shelf.owner });
    if (shelf.by === 'department') return hooks.query.byDepartment({ department: shelf.department });
    return hooks.query.all({ list: allWebhooks });
  };
  const cursorOf = (shelf: Shelf, id: string): string => {
    if (shelf.by === 'owner') return byOwner.fromComposite.toCursor({ owner: shelf.owner, id });
    if (shelf.by === 'department')
      return byDepartment.fromComposite.toCursor({ department: shelf.department, id });
    return all.fromComposite.toCursor({ list: allWebhooks, id });
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
    findAll: async (ids) => {
      if (ids.length === 0) return [];
      const { data, unprocessed } = await hooks.get(ids.map((id) => ({ id }))).go();
      if (unprocessed.length > 0) throw unavailable(new Error('some webhooks were not read'));
      return data.map(hookOf);
    },
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
    list: async (shelf, after, limit) => {
      const { data, cursor } = await queryOf(shelf).go({
        cursor: after === undefined ? null : cursorOf(shelf, after),
        limit,
        order: 'desc',
      });
      return { rows: data.map(hookOf), end: cursor === null };
    },
    findEarlier: (key, now) => findEarlier(keys, key, now),
  };
};
