/** A function that dies between any two calls leaves no change of people without its event. */
import { describe, expect, it } from 'vitest';
import { type DirectoryApi, directoryApi } from '../directory/directory-api.ts';

describe('a function that dies', () => {
  /** Whether what is written and what is recorded say the same. */
  type Agrees = (api: DirectoryApi, id: string) => Promise<readonly [boolean, boolean]>;
  const told = ({ recorded }: DirectoryApi, action: string) =>
    recorded.events.some((event) => event.action === action && event.outcome === 'done');
  const operations: Record<
    string,
    { run: (api: DirectoryApi, id: string) => Promise<unknown>; agrees: Agrees }
  > = {
    'create user': {
      run: (api) => api.call('POST', '/users', { body: { username: 'new.one', roles: ['author'] } }),
      agrees: async (api) => [
        api.users.rows.get('new.one')?.status === 'active',
        api.recorded.events.some(
          ({ action, after }) => action === 'users.create' && JSON.stringify(after).includes('new.one'),
        ),
      ],
    },
    'disable user': {
      run: (api, id) => api.call('POST', `/users/${id}/disable`),
      agrees: async (api) => [api.users.rows.get('li.na')?.status === 'disabled', told(api, 'users.disable')],
    },
    'change roles': {
      run: (api, id) => api.call('PATCH', `/users/${id}`, { body: { version: 1, roles: ['auditor'] } }),
      agrees: async (api) => {
        const row = api.users.rows.get('li.na');
        return [row?.status === 'active' && row.roles?.[0] === 'auditor', told(api, 'users.change_roles')];
      },
    },
  };

  /** Lets the nth call of stores and pool, and all after it, fail: before it does anything, or after. */
  const killAt = (api: DirectoryApi, nth: number, after: boolean) => {
    let seen = 0;
    for (const store of [
      api.users,
      api.directory,
      api.identity.sessions,
      api.pool.users,
      api.administration,
    ]) {
      for (const [name, method] of Object.entries(store)) {
        if (typeof method !== 'function') continue;
        const dying = async (...given: unknown[]) => {
          seen += 1;
          if (seen > nth || (seen === nth && !after)) throw new Error('killed');
          const result = await method.apply(store, given);
          if (seen >= nth) throw new Error('killed');
          return result;
        };
        Object.assign(store, { [name]: dying });
      }
    }
    return () => seen >= nth;
  };

  it.each(Object.keys(operations))(
    'leaves no change without its event, nor the other way round: %s',
    async (name) => {
      const operation = operations[name];
      if (operation === undefined) throw new Error(name);
      const seen = new Set<boolean>();
      for (const after of [false, true])
        for (let nth = 1, died = true; died; nth += 1) {
          const api = await directoryApi();
          const { id } = await api.make('li.na');
          const isDead = killAt(api, nth, after);
          await operation.run(api, id);
          died = isDead();
          const [changed, recorded] = await operation.agrees(api, id);
          expect([name, nth, after, recorded]).toEqual([name, nth, after, changed]);
          seen.add(changed);
        }
      expect([...seen].sort()).toEqual([false, true]);
    },
  );
});
