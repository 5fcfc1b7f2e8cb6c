import { inject } from 'vitest';
import { Client, freshName, signIn } from './client.ts';

const { url, administrator, adminPassword } = inject('platform');
/** Everybody's password. */
export const PASSWORD = 'correct horse battery';

/** Somebody who is signed in. */
export type Person = Client & { readonly username: string; readonly id: string };

/** The first administrator, signed in. */
export const openAdministrator = (): Promise<Client> => signIn(url, administrator, adminPassword);

const must = async (answer: Promise<{ status: number; body: { data?: unknown } }>, status: number) => {
  const { status: got, body } = await answer;
  if (got !== status) throw new Error(`${got} instead of ${status}: ${JSON.stringify(body)}`);
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of every shape
  return body.data as any;
};

/** Makes departments by their paths, `east/shop`: the ids by path. */
export const makeDepartments = async (
  admin: Client,
  paths: readonly string[],
): Promise<Record<string, string>> => {
  const ids: Record<string, string> = {};
  for (const path of paths) {
    const [parent, name] = [path.split('/').slice(0, -1).join('/'), path.split('/').at(-1)];
    const body = { name: freshName(name ?? ''), parent: ids[parent] ?? null };
    ids[path] = (await must(admin.call('POST', '/departments', body), 201)).id;
  }
  return ids;
};

/** A new user with these roles in this department and these groups, signed in. */
export const newPerson = async (
  admin: Client,
  roles: readonly string[],
  place: { readonly department?: string | undefined; readonly groups?: readonly string[] } = {},
): Promise<Person> => {
  const username = freshName('person');
  const registered = await must(
    new Client(url).call('POST', '/auth/register', { username, password: PASSWORD }),
    201,
  );
  const { version } = await must(admin.call('GET', `/users/${registered.id}`), 200);
  const change = { version, roles, department: place.department ?? null, groups: place.groups ?? [] };
  await must(admin.call('PATCH', `/users/${registered.id}`, change), 200);
  return Object.assign(await signIn(url, username, PASSWORD), { username, id: registered.id as string });
};
