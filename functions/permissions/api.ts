import { makeFindDepartment, makeFindGroup } from '../directory/index.ts';
import { makeFindUser, openApiPlatform } from '../identity/index.ts';
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { loadOnce } from '../platform/deferred.ts';
import { makeFindStanding } from './authority.ts';
import { permissionsRoutes } from './contract.ts';
import { openDepartments } from './departments.ts';
import { permissionsEnvironment } from './environment.ts';
import { makeFindSubject } from './find-subject.ts';
import { makeGrantStore } from './grant-store.ts';
import { openFindThing } from './open-things.ts';
import { makePermissionsOperations } from './operations.ts';
import { makePolicyStore } from './policy-store.ts';

const config = readConfig(permissionsEnvironment);
const { platform, table } = openApiPlatform('permissions', config);
const policies = makePolicyStore(table);
const grants = makeGrantStore(table);
const engine = loadOnce(async () => (await import('./engine.ts')).makeEngine());
const { findUser, findCaller } = makeFindUser(table);

/** The API of roles, policies and grants. */
export const handler = makeApi(
  permissionsRoutes,
  makePermissionsOperations({
    policies,
    grants,
    engine,
    // Who changes policies, or asks why, is answered from what is written now.
    findStanding: makeFindStanding({
      currentSnapshot: () => policies.read(),
      departments: openDepartments(table),
      engine,
    }),
    findCaller,
    findThing: openFindThing(table, async (username) => (await findUser({ username }))?.id),
    findSubject: makeFindSubject({
      findUser,
      findGroup: makeFindGroup(table),
      findDepartment: makeFindDepartment(table),
    }),
    now: platform.now,
  }),
  platform,
);
