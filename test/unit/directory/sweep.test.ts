import { describe, expect, test } from 'vitest';
import type { Department } from '../../../functions/directory/department.ts';
import { makeSweepDirectory } from '../../../functions/directory/sweep-directory.ts';
import { makeCompleteUsers } from '../../../functions/identity/complete-users.ts';
import type { Enrolled } from '../../../functions/identity/pool-roll.ts';
import { freshUser } from '../../../functions/identity/user.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import { inMemoryUsers } from '../identity/in-memory.ts';
import { inMemoryDirectory } from './in-memory.ts';

const at = '2026-11-25T08:00:00.000Z';
const log = makeLog('sweep-directory', () => undefined);
const nobodyLeft = async (): Promise<number> => 0;

/** A pool of these users, each in these groups, in pages of two; and how often it was read. */
const poolOf = (groups: Readonly<Record<string, readonly string[]>>) => {
  const reads = { pages: 0 };
  const everybody: Enrolled[] = Object.keys(groups).map((name) => ({ name, id: `id-${name}` }));
  return {
    reads,
    pool: { groupsOf: async (name: string) => groups[name] ?? [] },
    async *readRoll() {
      for (let first = 0; first < everybody.length; first += 2) {
        reads.pages += 1;
        yield everybody.slice(first, first + 2);
      }
    },
  };
};

describe('users of before', () => {
  const older = (name: string) => ({
    ...freshUser({ id: `id-${name}`, name, username: name, email: null, createdAt: at }, []),
    roles: undefined,
    version: 0,
  });
  const open = () => {
    const users = inMemoryUsers();
    for (const name of ['old.one', 'old.two', 'another']) users.rows.set(name, older(name));
    users.rows.set('new', { ...older('new'), roles: ['author'], version: 3 });
    users.rows.set('named', { ...older('named'), id: 'id of somebody before' });
    users.rows.set('coming', {
      status: 'creating',
      name: 'coming',
      username: 'coming',
      email: null,
      attempt: '1',
      createdAt: at,
    });
    const roll = poolOf({
      'old.one': ['operator', 'author'],
      'old.two': ['admin', 'no role of ours'],
      new: ['admin'],
      named: ['admin'],
      coming: ['admin'],
      'only.in.the.pool': ['admin'],
    });
    const mark = { done: undefined as string | undefined };
    const completeUsers = makeCompleteUsers({
      users,
      ...roll,
      mark: {
        isDone: async () => mark.done !== undefined,
        setDone: async (when) => {
          mark.done = when;
        },
      },
      now: () => Date.parse(at),
    });
    return { users, roll, mark, completeUsers };
  };

  test('get the roles of their groups in the pool; nobody else is touched', async () => {
    const { users, completeUsers } = open();
    const others = ['new', 'named', 'coming', 'another'].map((name) => users.rows.get(name));
    expect(await completeUsers()).toBe(2);
    expect(users.rows.get('old.one')).toMatchObject({ roles: ['operator', 'author'], version: 1 });
    expect(users.rows.get('old.two')).toMatchObject({ roles: ['admin'] });
    expect(['new', 'named', 'coming', 'another'].map((name) => users.rows.get(name))).toEqual(others);
    expect(users.rows.has('only.in.the.pool')).toBe(false);
  });

  test('are looked for until a whole pool had none, and never again', async () => {
    const { users, roll, mark, completeUsers } = open();
    await completeUsers();
    expect(mark.done).toBeUndefined();
    users.rows.set('new', older('new')); // a write that lost a race
    expect(await completeUsers()).toBe(1);
    expect([await completeUsers(), mark.done]).toEqual([0, at]);
    const { pages } = roll.reads;
    expect([await completeUsers(), roll.reads.pages]).toEqual([0, pages]);
  });
});

test('a move that was cut off is ended, though nobody asks for departments', async () => {
  const { departments } = inMemoryDirectory(new Map());
  const row = (id: string, parent: string | null, ancestors: string[]): Department => ({
    id,
    name: id,
    parent,
    ancestors,
    members: 0,
    version: 1,
    createdAt: at,
    updatedAt: at,
  });
  for (const each of [row('a', null, []), row('b', 'a', ['a']), row('c', null, [])])
    await departments.create(await departments.readTree(), each, undefined, 0);
  // The first transaction of a move, and no more.
  await departments.replace(await departments.readTree(), row('a', 'c', ['c']), true);
  expect((await departments.find('b'))?.ancestors).toEqual(['a']);
  const sweep = makeSweepDirectory({ departments, completeUsers: nobodyLeft, log });
  await sweep();
  expect((await departments.find('b'))?.ancestors).toEqual(['c', 'a']);
  const { moving, version } = await departments.readTree();
  expect(moving).toBeUndefined();
  await sweep();
  expect((await departments.readTree()).version).toBe(version);
});
