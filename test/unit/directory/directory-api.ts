import { directoryRoutes } from '../../../functions/directory/contract.ts';
import { makeDirectoryOperations } from '../../../functions/directory/operations.ts';
import { builtInRoles, type RoleBook } from '../../../functions/directory/roles.ts';
import { makeAuthenticate } from '../../../functions/identity/authenticate.ts';
import { makeEnrol } from '../../../functions/identity/enrol-user.ts';
import { makePasswordHistory } from '../../../functions/identity/password-history.ts';
import type { PoolAdministration } from '../../../functions/identity/pool-administration.ts';
import { makeVerifyAccessToken } from '../../../functions/identity/verify-access-token.ts';
import { type Letter, type Mailer, noSender } from '../../../functions/mail/index.ts';
import { makeApi } from '../../../functions/platform/api.ts';
import { makeCursors } from '../../../functions/platform/cursor.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import { carryEvents } from '../audit/carry-events.ts';
import { identityApi } from '../identity/identity-api.ts';
import { clientId, jwks, userPoolId } from '../identity/tokens.ts';
import { type EventOptions, httpEvent, send } from '../platform/http-events.ts';
import { inMemoryDirectory } from './in-memory.ts';

/** A user pool's administration over the members of the pool in memory; `faults` makes a method fail. */
const administrationOf = (pool: ReturnType<typeof identityApi>['pool']): PoolAdministration => {
  const member = (step: string, name: string) => {
    const [fault, found] = [pool.faults.get(step), pool.members.get(name)];
    if (fault !== undefined) throw fault;
    if (found === undefined) throw new Error(`no user ${name} in the pool`);
    return found;
  };
  return {
    disable: async (name) => void Object.assign(member('disable', name), { disabled: true }),
    enable: async (name) => void Object.assign(member('enable', name), { disabled: false }),
    setRoles: async (name, wanted) => void Object.assign(member('setRoles', name), { groups: [...wanted] }),
    setEmail: async (name) => void member('setEmail', name),
    setTemporaryPassword: async (name, password) =>
      void Object.assign(member('setTemporaryPassword', name), { password, permanent: false }),
  };
};

export interface SentMail {
  readonly to: string;
  readonly letter: Letter;
}

export interface DirectoryStage {
  readonly sender?: boolean;
  readonly roles?: RoleBook;
}

/**
 * The API of the directory together with the one of identity, over the same stores and pool in memory, with an
 * administrator `root` who is signed in.
 */
export const directoryApi = async ({ sender = true, roles = builtInRoles }: DirectoryStage = {}) => {
  const identity = identityApi({ passwordMinLength: 8 });
  const { users, sessions, records, pool, clock, lines, recorded } = identity;
  const now = () => Date.now() + clock.offset;
  const log = makeLog('directory', (line) => lines.push(line));
  const stores = inMemoryDirectory(users.rows);
  carryEvents(stores.directory, ['activate', 'change'], recorded);
  carryEvents(stores.departments, ['create', 'replace', 'remove'], recorded);
  carryEvents(stores.groups, ['create', 'replace', 'remove'], recorded);
  const administration = administrationOf(pool);
  const mails: SentMail[] = [];
  const mailFault: { error?: Error } = {};
  const mailer: Mailer = {
    ready: sender,
    send: async (to, letter) => {
      if (!sender) throw noSender();
      if (mailFault.error !== undefined) throw mailFault.error;
      mails.push({ to, letter });
    },
    linkTo: (path) => `https://console.example${path}`,
  };
  const verify = makeVerifyAccessToken({ userPoolId, clientId }, { fetch: async () => jwks() });
  const handler = makeApi(
    directoryRoutes,
    makeDirectoryOperations({
      ...stores,
      users,
      sessions,
      signIns: records,
      roles,
      enrol: makeEnrol({ users, pool: pool.users, now, newAttempt: () => crypto.randomUUID(), log }),
      pool: administration,
      poolUsers: pool.users,
      history: makePasswordHistory(identity.credentials, now),
      mailer,
      passwordMinLength: 8,
      cursors: makeCursors(async () => 'secret of the tests'),
      now,
      log,
    }),
    {
      authenticate: makeAuthenticate({ verify, sessions, users, now }),
      defaultLanguage: 'en',
      now,
      log,
      writeAuditEvent: async (event) => void recorded.events.push(event),
    },
  );

  const signIn = async (username: string, password: string) => {
    const { status, body } = await identity.login(username, password);
    if (status !== 200 || body.data.access_token === undefined) throw new Error(JSON.stringify(body));
    return { authorization: `Bearer ${body.data.access_token}` };
  };
  await identity.post('/auth/init', { username: 'root', password: 'correct horse' });
  const root = await signIn('root', 'correct horse');
  const call = (method: string, path: string, options: EventOptions = {}) =>
    send(handler, httpEvent(method, path, { ...options, headers: { ...root, ...options.headers } }));
  const make = async (username: string, more: Record<string, unknown> = {}) => {
    const body = { username, roles: ['operator'], ...more };
    const answer = await call('POST', '/users', { body });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body.data;
  };
  /** A user who has signed in and changed the temporary password to `another password`. */
  const person = async (username: string, more: Record<string, unknown> = {}) => {
    const made = await make(username, more);
    const first = await identity.login(username, made.temporary_password);
    await identity.post('/auth/challenge', {
      username,
      session: first.body.data.session,
      new_password: 'another password',
    });
    const headers = await signIn(username, 'another password');
    return { id: made.id as string, username, headers };
  };
  const rootId = (users.rows.get('root') as { id: string }).id;
  return {
    ...stores,
    administration,
    credentials: identity.credentials,
    identity,
    recorded,
    users,
    pool,
    mails,
    mailFault,
    call,
    make,
    person,
    signIn,
    rootId,
    clock,
  };
};

export type DirectoryApi = Awaited<ReturnType<typeof directoryApi>>;
