import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { AuditEvent } from '../../../functions/platform/audit-event.ts';
import { type EventOptions, httpEvent, send } from '../../unit/platform/http-events.ts';
import { openUserPoolStage, SETUP_CODE } from '../identity/user-pool.ts';
import { openTap } from './tap.ts';

type Row = Readonly<Record<string, unknown>>;
export type Headers = Readonly<Record<string, string>>;
export const PASSWORD = 'canary-password-0';

/**
 * The three functions that change who somebody is and what they may, as they are deployed, on the emulated table and user
 * pool, with an administrator `root` who is signed in.
 */
export const openPeople = async () => {
  const pool = await openUserPoolStage();
  const tap = await openTap(pool.environment.AWS_ENDPOINT_URL ?? '');
  Object.assign(process.env, pool.environment, {
    AWS_ENDPOINT_URL: tap.url,
    AWS_MAX_ATTEMPTS: '1',
    MAIL_SENDER: 'openscript@example.com',
    MFA_ROLES: 'auditor',
    PASSWORD_MIN_LENGTH: '8',
  });
  const functions = {
    identity: (await import('../../../functions/identity/api.ts')).handler,
    directory: (await import('../../../functions/directory/api.ts')).handler,
    permissions: (await import('../../../functions/permissions/api.ts')).handler,
  };
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: pool.environment.AWS_ENDPOINT_URL ?? '',
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    }),
  );

  const domainOf = (path: string): keyof typeof functions => {
    if (/^\/(?:roles|policies|permissions|grants)/.test(path)) return 'permissions';
    if (/^\/(?:auth|sessions|sign-ins)|\/mfa\//.test(path)) return 'identity';
    return 'directory';
  };
  const call = (
    method: string,
    path: string,
    headers: Headers,
    options: Omit<EventOptions, 'headers'> = {},
  ) => send(functions[domainOf(path)], httpEvent(method, path, { ...options, headers }));
  /** What must succeed; gives its `data`. */
  const act = async (method: string, path: string, headers: Headers, body?: unknown) => {
    const answer = await call(method, path, headers, body === undefined ? {} : { body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body.data;
  };
  const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });
  const signIn = async (username: string, password: string): Promise<Headers> =>
    bearer((await act('POST', '/auth/login', {}, { username, password })).access_token);

  /** Every row of the table, of an entity. */
  const rowsOf = async (entity: string): Promise<Row[]> => {
    const rows: Row[] = [];
    const asked = { TableName: pool.environment.TABLE_NAME, ConsistentRead: true };
    for await (const { Items = [] } of paginateScan({ client }, asked)) rows.push(...Items);
    return rows.filter((row) => row.__edb_e__ === entity);
  };
  const events = async (): Promise<AuditEvent[]> =>
    (await rowsOf('audit_event'))
      .map(({ document }) => JSON.parse(String(document)) as AuditEvent)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  /** The events of what is done in `work`. */
  const during = async (work: () => Promise<unknown>): Promise<AuditEvent[]> => {
    const before = new Set((await events()).map(({ id }) => id));
    await work();
    return (await events()).filter(({ id }) => !before.has(id));
  };

  await act('POST', '/auth/init', {}, { username: 'root', password: PASSWORD, setup_code: SETUP_CODE });
  const root = await signIn('root', PASSWORD);
  const make = (username: string, more: Row = {}) =>
    act('POST', '/users', root, { username, roles: ['operator'], ...more });
  /** Somebody who registered, and is signed in. */
  const person = async (username: string, password = PASSWORD) => {
    const { id } = await act('POST', '/auth/register', {}, { username, password });
    return { id: id as string, headers: await signIn(username, password) };
  };
  const close = async () => {
    tap.close();
    await pool.close();
  };
  return { tap, call, act, signIn, bearer, rowsOf, events, during, root, make, person, close };
};

export type People = Awaited<ReturnType<typeof openPeople>>;
