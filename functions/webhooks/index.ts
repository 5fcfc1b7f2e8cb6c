import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import type { Thing } from '../platform/thing.ts';
import { makeWebhookStore } from './store.ts';
import { thingOfWebhook } from './webhook.ts';

/** Finds a webhook as decisions know it. */
export const makeFindWebhookThing = (table: Table): ((id: string) => Promise<Thing | undefined>) => {
  const find = once(() => makeWebhookStore(table));
  return async (id) => {
    const found = await find().find(id);
    return found === undefined ? undefined : thingOfWebhook(found);
  };
};
