import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { routeLists } from '../../bin/generate/route-lists.ts';
import type { Route } from '../../functions/platform/route.ts';
import { type Client, freshName } from './platform/client.ts';
import { newPerson, openAdministrator, PASSWORD } from './platform/people.ts';

const lists = routeLists
  .flatMap(({ routes }) => routes as readonly Route[])
  .filter(({ query }) => query?.shape.cursor !== undefined);

/** Lists that are not filled here: a forged cursor and those of other lists are tried on them all the same. */
const unfilled: ReadonlySet<string> = new Set([
  'listDropSets',
  'listStrays',
  'listUnrunTicks',
  'listAuditObjects',
]);

const must = async (client: Client, method: string, path: string, body?: unknown) => {
  const answer = await client.call(method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body.data;
};
const twice = async <Made>(make: () => Promise<Made>): Promise<readonly [Made, Made]> => [
  await make(),
  await make(),
];

/** Two rows at least in each list; gives what stands for the first parameter of a path. */
const fill = async (admin: Client): Promise<Readonly<Record<string, string>>> => {
  const source = (n: number) => `def main(n: int = ${n}):\n    return {}\n`;
  const script = freshName('cursors');
  for (const n of [1, 2]) await admin.uploadScript(`${script}.py`, source(n));
  await admin.uploadScript(`${freshName('cursors')}.py`, source(3));
  const files = freshName('cursorfiles');
  const wants = 'from openscript import File\n\ndef main(book: File):\n    return {}\n';
  await admin.uploadScript(`${files}.py`, wants);
  const schedule = { script, expression: '0 3 1 1 *', time_zone: 'UTC' };
  const folder = { script: files, members: [{ parameter: 'book', pattern: '.*\\.csv' }] };
  const [[group], [webhook], [drop], [tick]] = await Promise.all([
    twice(() => must(admin, 'POST', '/groups', { name: freshName('g') })),
    twice(() => must(admin, 'POST', '/webhooks', { name: freshName('h'), script })),
    twice(() => must(admin, 'POST', '/drop-folders', { name: freshName('d').toLowerCase(), ...folder })),
    twice(() => must(admin, 'POST', '/schedules', { name: freshName('s'), ...schedule })),
    twice(() => must(admin, 'PUT', `/calendars/${freshName('c')}`, { holidays: ['2026-10-01'] })),
    twice(() => admin.uploadFile(`${freshName('f')}.csv`, new TextEncoder().encode(freshName('a')))),
    twice(() => admin.startRun(script)),
  ]);
  await Promise.all([
    twice(async () => {
      const person = await newPerson(admin, ['operator']);
      await must(admin, 'PUT', `/groups/${group.id}/members/${person.id}`);
    }),
    twice(() => must(admin, 'POST', `/schedules/${tick.id}/trigger`)),
    twice(() => must(admin, 'POST', `/webhooks/${webhook.id}/test`, { payload: {} })),
    twice(() =>
      must(admin, 'POST', `/schedules/${tick.id}/backfill`, { from: '2026-01-01', to: '2026-01-01' }),
    ),
  ]);
  return { script, group: group.id, webhook: webhook.id, drop: drop.id, schedule: tick.id };
};

const kindOf: Readonly<Record<string, string>> = {
  listMembers: 'group',
  listVersions: 'script',
  listDropSets: 'drop',
  listStrays: 'drop',
  listBackfills: 'schedule',
  listTicks: 'schedule',
  listDeliveries: 'webhook',
};

describe('a cursor opens in its own list, for whom it was made, as it was made', () => {
  let admin: Client;
  let other: Client;
  let ids: Readonly<Record<string, string>>;
  /** A cursor of each list that has two rows. */
  const cursors = new Map<string, string>();

  const pathOf = ({ operation, path }: Route): string =>
    path.replace(/\{\w+\}/, () => {
      const id = ids[kindOf[operation] ?? ''];
      if (id === undefined) throw new Error(`the table does not say what ${operation} is a list of`);
      return id;
    });
  const page = (client: Client, route: Route, cursor?: string) =>
    client.call(
      'GET',
      `${pathOf(route)}?${new URLSearchParams({
        page_size: '1',
        ...(route.operation === 'listAuditObjects' ? { prefix: 'digests/' } : {}),
        ...(cursor === undefined ? {} : { cursor }),
      })}`,
    );

  beforeAll(async () => {
    admin = await openAdministrator();
    ids = await fill(admin);
    const second = await newPerson(admin, ['admin']);
    await must(second, 'POST', '/auth/login', { username: second.username, password: PASSWORD });
    other = second;
    await Promise.all(
      lists.map(async (route) => {
        const { status, body } = await page(admin, route);
        expect([route.operation, status]).toEqual([route.operation, 200]);
        if (body.data.next_cursor !== null) cursors.set(route.operation, body.data.next_cursor);
      }),
    );
  });

  it('looks at every list', () => {
    expect(lists.length).toBeGreaterThan(20);
    const without = lists.map(({ operation }) => operation).filter((operation) => !cursors.has(operation));
    expect(without.filter((operation) => !unfilled.has(operation))).toEqual([]);
  });

  const named = lists.map((route) => [route.operation, route] as const);
  it.concurrent.each(named)('%s', async (operation, route) => {
    const cursor = cursors.get(operation);
    const foreign = [...cursors].filter(([name]) => name !== operation).slice(0, 3);
    const forged = (change: (bytes: Buffer) => void, of = cursor ?? foreign[0]?.[1] ?? ''): string => {
      const bytes = Buffer.from(of, 'base64url');
      change(bytes);
      return bytes.toString('base64url');
    };
    const bad: readonly (readonly [string, Client, string])[] = [
      ['garbage', admin, 'garbage'],
      ['empty', admin, ''],
      ['random bytes', admin, randomBytes(48).toString('base64url')],
      [
        'another position',
        admin,
        forged((bytes) => bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1)),
      ],
      ['another seal', admin, forged((bytes) => bytes.writeUInt8((bytes.at(0) ?? 0) ^ 1, 0))],
      ...foreign.map(([name, of]) => [`of ${name}`, admin, of] as const),
      ...(cursor === undefined ? [] : [['of somebody else', other, cursor] as const]),
    ];
    for (const [what, client, value] of bad) {
      const { status, body } = await page(client, route, value);
      const fields = body.errors?.map(({ field }: { field: string }) => field);
      expect([what, status, body.code, fields]).toEqual([what, 400, 40001, ['cursor']]);
    }
    if (cursor !== undefined) expect((await page(admin, route, cursor)).status).toBe(200);
  });
});
