import { ulid } from 'ulid';
import { makeEnrol, makeSessions, makeSignInRecords, makeUsers, openApiPlatform } from '../identity/index.ts';
import { openMailer } from '../mail/index.ts';
import { openRoleBook } from '../permissions/index.ts';
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { deferred } from '../platform/deferred.ts';
import { directoryRoutes } from './contract.ts';
import { makeDepartmentStore } from './department-store.ts';
import { directoryEnvironment } from './environment.ts';
import { makeGroupStore } from './group-store.ts';
import { makeDirectoryOperations } from './operations.ts';
import { makeDirectoryStore } from './user-store.ts';

const config = readConfig(directoryEnvironment);
const { platform, table, cursors } = openApiPlatform('directory', config);
const { now, log } = platform;

const users = makeUsers(table);
// Loaded with its first use: lists are asked for more often than changes.
const pool = deferred(async () =>
  (await import('../identity/managed-pool.ts')).openManagedPool(config.USER_POOL_ID),
);

// As seldom: an invitation is accepted once.
const history = deferred(async () => {
  const { openPasswordHistory } = await import('../identity/open-password-history.ts');
  return openPasswordHistory(table, now);
});

/** The API of users, departments and groups. */
export const handler = makeApi(
  directoryRoutes,
  makeDirectoryOperations({
    users,
    directory: makeDirectoryStore(table),
    departments: makeDepartmentStore(table),
    groups: makeGroupStore(table),
    sessions: makeSessions(table),
    history,
    signIns: makeSignInRecords(table),
    roles: openRoleBook(table),
    enrol: makeEnrol({ users, pool, now, newAttempt: () => ulid(), log }),
    pool,
    poolUsers: pool,
    mailer: openMailer(config),
    passwordMinLength: config.PASSWORD_MIN_LENGTH,
    cursors,
    now,
    log,
  }),
  platform,
);
