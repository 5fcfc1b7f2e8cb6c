import { beforeAll, describe, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { exampleOf } from '../../bin/generate/examples.ts';
import { routeLists } from '../../bin/generate/route-lists.ts';
import { newId } from '../../functions/platform/ids.ts';
import type { Route } from '../../functions/platform/route.ts';
import { expected, guarded, type Kind, people, unowned, unownedDomains, type Who } from './access-table.ts';
import { type Answer, Client, freshName } from './platform/client.ts';
import { makeDepartments, newPerson, openAdministrator } from './platform/people.ts';

const { url } = inject('platform');
const source = `def main(n: int = 1):
    """Counts."""
    return {"message": f"{n}"}
`;

const withIds = routeLists
  .filter(({ domain }) => !unownedDomains.has(domain))
  .flatMap(({ routes }) => routes as readonly Route[])
  .filter(({ path, operation }) => path.includes('{') && !unowned.has(operation));

/** A body that passes validation, decided on a version that nobody has. */
const bodyOf = (route: Route): unknown => {
  if (!(route.body instanceof z.ZodObject)) return undefined;
  const example = exampleOf(route, route.body) as Record<string, unknown>;
  return 'version' in route.body.shape ? { ...example, version: 999_999 } : example;
};

const missing: Readonly<Record<Kind, () => string>> = {
  script: () => freshName('absent'),
  file: () => newId('file', Date.now()),
  run: () => newId('run', Date.now()),
  schedule: () => newId('sch', Date.now()),
  drop_folder: () => newId('drop', Date.now()),
  webhook: () => newId('hook', Date.now()),
};
/** The parameters of a path behind the first one. */
const others: Readonly<Record<string, string>> = {
  n: '1',
  set_id: newId('set', 1),
  stray_id: newId('stray', 1),
  path: 'out.csv',
};

const pathOf = (route: Route, id: string): string => {
  let first = true;
  const path = route.path.replace(/\{(\w+)\+?\}/g, (_, name: string) => {
    const value = first ? id : (others[name] ?? 'x');
    first = false;
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  if (route.query?.shape.version !== undefined) query.set('version', '999999');
  if (route.operation === 'diffVersions') query.set('from', '1');
  if (route.operation === 'diffVersions') query.set('to', '1');
  return query.size === 0 ? path : `${path}?${query}`;
};

/** The body of a refusal without what differs between any two answers. */
const plain = ({ body }: Answer): string =>
  JSON.stringify({ ...body, request_id: undefined, timestamp: undefined });

describe('every route × every id × everybody', () => {
  const callers = new Map<Who, Client>();
  const ids = {} as Record<Kind, string>;

  beforeAll(async () => {
    const admin = await openAdministrator();
    const places = await makeDepartments(admin, ['east', 'east/shop', 'west']);
    const lead = freshName('lead');
    await admin.call('POST', '/roles', {
      name: lead,
      title: 'Lead',
      inherits: ['operator'],
      data_scope: 'department_and_below',
    });
    await new Promise((resolve) => setTimeout(resolve, 4000)); // every function takes the new role by then
    const both = ['operator', 'author'];
    const shop = { department: places['east/shop'] };
    const make = async (who: Who, roles: readonly string[], place = {}) => {
      const person = await newPerson(admin, roles, place);
      callers.set(who, person);
      return person;
    };
    const owner = await make('owner', both, shop);
    await make('same_department', both, shop);
    await make('other_department', both, { department: places.west });
    await make('lead', [lead], { department: places.east });
    await make('manager', ['manager']);
    await make('auditor', ['auditor']);
    await make('operator', ['operator'], shop);
    const disabled = await make('disabled', ['admin'], shop);
    callers.set('admin', admin);
    callers.set('nobody', new Client(url));

    ids.script = freshName('matrix');
    await owner.uploadScript(`${ids.script}.py`, source);
    const run = await owner.startRun(ids.script);
    ids.run = run.id;
    await owner.waitForEnd(run.id);
    ids.file = await owner.uploadFile('m.csv', new TextEncoder().encode('a\n1\n'));
    const made = async (path: string, body: object) => {
      const answer = await owner.call('POST', path, body);
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return answer.body.data.id as string;
    };
    ids.schedule = await made('/schedules', {
      name: freshName('s'),
      script: ids.script,
      expression: '0 3 1 1 *',
      time_zone: 'UTC',
    });
    ids.webhook = await made('/webhooks', { name: freshName('h'), script: ids.script });
    const files = freshName('filed');
    await owner.uploadScript(
      `${files}.py`,
      'from openscript import File\n\ndef main(book: File):\n    return {}\n',
    );
    ids.drop_folder = await made('/drop-folders', {
      name: freshName('d').toLowerCase(),
      script: files,
      members: [{ parameter: 'book', pattern: '.*\\.csv' }],
    });
    const { version } = (await admin.call('GET', `/users/${disabled.id}`)).body.data;
    await admin.call('POST', `/users/${disabled.id}/disable`, { version });
  });

  it('has every route with an id in its table, and no other', () => {
    const known = [...guarded.keys()].filter((operation) => operation !== 'executeScript');
    const found = withIds
      .map(({ operation }) => operation)
      .filter((operation) => operation !== 'executeScript');
    expect(found.filter((operation) => !guarded.has(operation))).toEqual([]);
    expect(known.filter((operation) => !found.includes(operation))).toEqual([]);
  });

  // Those that find their way through act on the thing: versions nobody has keep it as it is, and deletions come last.
  const order = (route: Route): number =>
    route.method === 'GET'
      ? 0
      : route.operation.startsWith('delete') || route.operation.startsWith('archive')
        ? 2
        : 1;
  const sorted = withIds
    .filter(({ operation }) => guarded.has(operation))
    .sort((a, b) => order(a) - order(b));

  it.each(sorted.map((route) => [route.operation, route] as const))('%s', async (operation, route) => {
    const guard = guarded.get(operation);
    if (guard === undefined) throw new Error(`${operation} is not in the table`);
    const body = bodyOf(route);
    const absent = pathOf(route, missing[guard.kind]());
    for (const who of people) {
      const caller = callers.get(who) as Client;
      // Whoever may delete the file would: the owner is left out there.
      if (operation === 'deleteFile' && who === 'owner') continue;
      const answer = await caller.call(route.method, pathOf(route, ids[guard.kind]), body);
      const wanted = expected(guard, route.access, who);
      const deep = route.path.split('{').length > 2; // what is in it may be missing for everybody
      const got: string | number =
        wanted === 'through' && (![401, 403, 404].includes(answer.status) || (deep && answer.status === 404))
          ? 'through'
          : answer.status;
      expect([operation, who, got]).toEqual([operation, who, wanted]);
      if (answer.status === 404) {
        const gone = await caller.call(route.method, absent, body);
        expect([who, gone.status, plain(gone)]).toEqual([who, 404, plain(answer)]);
      }
    }
  });

  it('lists hold the thing for whom they may, and nobody’s cursor opens for another', async () => {
    const owner = callers.get('owner') as Client;
    const mate = callers.get('same_department') as Client;
    await owner.uploadFile('n.csv', new TextEncoder().encode('b\n2\n'));
    await owner.waitForEnd((await owner.startRun(ids.script)).id);
    for (const path of ['/files', '/runs', '/scripts']) {
      const { data } = (await owner.call('GET', `${path}?page_size=1`)).body;
      expect([path, typeof data.next_cursor]).toEqual([path, 'string']);
      const cursor = encodeURIComponent(data.next_cursor);
      expect((await owner.call('GET', `${path}?page_size=1&cursor=${cursor}`)).status).toBe(200);
      const foreign = await mate.call('GET', `${path}?page_size=1&cursor=${cursor}`);
      expect([path, foreign.status, foreign.body.code]).toEqual([path, 400, 40001]);
      const bytes = Buffer.from(data.next_cursor, 'base64url');
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      const forged = await owner.call('GET', `${path}?page_size=1&cursor=${bytes.toString('base64url')}`);
      expect([path, forged.status]).toEqual([path, 400]);
    }
  });
});
