import { permissionsRoutes } from '../../../functions/permissions/contract.ts';
import { makeFindSubject } from '../../../functions/permissions/find-subject.ts';
import { makePermissionsOperations } from '../../../functions/permissions/operations.ts';
import { makeApi } from '../../../functions/platform/api.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import type { Thing } from '../../../functions/platform/thing.ts';
import { authenticateBearer, bearer } from '../platform/bearer-caller.ts';
import { httpEvent, send } from '../platform/http-events.ts';
import { engine, inMemoryGrants, inMemoryPolicies, openAuthority } from './in-memory.ts';
import { NOW } from './random-cases.ts';

const things: readonly Thing[] = [
  { type: 'script', id: 'merge', ownerId: 'id-of-ann', department: null, restricted: true },
  { type: 'run', id: 'run_1', ownerId: 'id-of-ann', department: 'b', script: 'merge' },
];

/** The API of permissions over stores in memory. */
export const open = () => {
  const clock = { at: NOW };
  const now = () => clock.at;
  const policies = inMemoryPolicies();
  const grants = inMemoryGrants();
  const { authorize, findStanding } = openAuthority(policies, grants, now);
  const known = ['ann', 'bob'].map((username) => ({ id: `id-of-${username}`, username }));
  const handler = makeApi(
    permissionsRoutes,
    makePermissionsOperations({
      policies,
      grants,
      engine,
      findStanding,
      findCaller: async (id) =>
        known.some((user) => user.id === id)
          ? authorize(
              await authenticateBearer({
                headers: bearer(id.slice('id-of-'.length), 'operator'),
              } as never),
            )
          : undefined,
      findThing: async (type, id) => things.find((thing) => thing.type === type && thing.id === id),
      findSubject: makeFindSubject({
        findUser: async ({ id, username }) =>
          known.find((user) => user.id === id || user.username === username),
        findGroup: async (id) => (id === 'g1' ? { id, name: 'Group' } : undefined),
        findDepartment: async () => undefined,
      }),
      now,
    }),
    {
      authenticate: async (request) =>
        authorize({ ...(await authenticateBearer(request)), confirmedAt: now() }),
      defaultLanguage: 'en',
      now,
      log: makeLog('test', () => {}),
    },
  );
  const as =
    (name: string, ...roles: Parameters<typeof bearer>[1][]) =>
    async (method: string, path: string, body?: unknown) => {
      const [pathOnly = '', query] = path.split('?');
      return send(
        handler,
        httpEvent(method, pathOnly, {
          headers: bearer(name, ...roles),
          ...(body === undefined ? {} : { body }),
          ...(query === undefined ? {} : { query }),
        }),
      );
    };
  return {
    as,
    clock,
    grants,
    policies,
    admin: as('root', 'admin'),
    ann: as('ann', 'author'),
    bob: as('bob', 'operator'),
  };
};
