import { Entity, type EntityItem } from 'electrodb';
import { unlessRefused } from '../platform/conditional-write.ts';
import { once } from '../platform/once.ts';
import { type Table, tableService } from '../platform/table.ts';
import type { SignInAttempt } from './sign-in-attempt.ts';

/** Where sign-ins under way are kept, each until it is used or ten minutes are over. */
export interface Attempts {
  put(attempt: SignInAttempt): Promise<void>;
  /** Takes an attempt away, once, for the browser that began it; says why not otherwise. `now` in milliseconds. */
  take(id: string, browser: string, now: number): Promise<SignInAttempt | 'expired' | 'wrong_browser'>;
}

const entityOf = (table: Table) =>
  new Entity(
    {
      model: { entity: 'federated_sign_in', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        browser: { type: 'string', required: true },
        provider: { type: 'string', required: true },
        page: { type: 'string', required: true },
        validUntil: { type: 'number', required: true, field: 'valid_until' },
        linkUser: { type: 'string', field: 'link_user' },
        linkSession: { type: 'string', field: 'link_session' },
        expiresAt: { type: 'number', required: true, field: 'expires_at' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['id'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    { table: table.name, client: table.client },
  );

type Row = EntityItem<ReturnType<typeof entityOf>>;

/** Sign-ins under way, in the table. */
export const makeAttempts = (table: Table): Attempts => {
  const entity = once(() => entityOf(table));
  return {
    put: async ({ link, ...attempt }) => {
      const linking = link === undefined ? {} : { linkUser: link.userId, linkSession: link.sessionId };
      await entity()
        .put({ ...attempt, ...linking, expiresAt: Math.ceil(attempt.validUntil / 1000) })
        .go();
    },
    take: async (id, browser, now) => {
      const taken = await unlessRefused(async () => {
        const { data } = await entity()
          .delete({ id })
          .where((row, { eq, gt }) => `${eq(row.browser, browser)} AND ${gt(row.validUntil, now)}`)
          .go({ response: 'all_old' });
        const { provider, page, validUntil, linkUser, linkSession } = data as Row;
        const link =
          linkUser === undefined || linkSession === undefined
            ? undefined
            : { userId: linkUser, sessionId: linkSession };
        return { id, browser, provider, page, validUntil, link };
      });
      if (taken !== undefined) return taken;
      const { data } = await entity().get({ id }).go({ consistent: true });
      return data !== null && data.validUntil > now && data.browser !== browser ? 'wrong_browser' : 'expired';
    },
  };
};
