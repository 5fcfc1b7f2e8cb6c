import { describe, expect, test } from 'vitest';
import { makeFindOwner } from '../../../functions/identity/find-owner.ts';
import { freshUser, type User } from '../../../functions/identity/user.ts';

const row = freshUser(
  { id: 'sub-1', name: 'fang', username: 'Fang', email: null, createdAt: '2026-11-22T00:00:00.000Z' },
  ['author', 'tax clerk'],
);

const open = (user: User | undefined) => {
  const stage = { user, asked: 0 };
  const findOwner = makeFindOwner({
    users: { find: async (name) => (stage.user?.name === name ? stage.user : undefined) },
    pool: {
      groupsOf: async () => {
        stage.asked += 1;
        return ['operator', 'strangers'];
      },
    },
  });
  return { stage, findOwner };
};
const fang = { username: 'Fang', userId: 'sub-1' };

describe('who a trigger acts for', () => {
  test('is the owner with the roles, department and groups of the row', async () => {
    const { findOwner, stage } = open({ ...row, department: 'dep_1', groups: ['grp_1'] });
    expect(await findOwner(fang)).toEqual({
      userId: 'sub-1',
      username: 'fang',
      roles: ['author'],
      roleNames: ['author', 'tax clerk'],
      department: 'dep_1',
      groups: ['grp_1'],
      sessionId: 'trigger',
    });
    expect(stage.asked).toBe(0);
  });

  test('has the roles of the user pool while the row has none', async () => {
    const { findOwner } = open({ ...row, roles: undefined });
    expect((await findOwner(fang))?.roles).toEqual(['operator']);
  });

  test('is nobody when they are gone, disabled, or the name is somebody else’s now', async () => {
    expect(await open(undefined).findOwner(fang)).toBeUndefined();
    expect(await open({ ...row, status: 'disabled' }).findOwner(fang)).toBeUndefined();
    expect(await open({ ...row, id: 'sub-2' }).findOwner(fang)).toBeUndefined();
  });

  test('is looked up each time: what was taken away holds at once', async () => {
    const { findOwner, stage } = open(row);
    expect((await findOwner(fang))?.roles).toEqual(['author']);
    stage.user = { ...row, roles: ['auditor'] };
    expect((await findOwner(fang))?.roles).toEqual(['auditor']);
    stage.user = { ...row, status: 'disabled' };
    expect(await findOwner(fang)).toBeUndefined();
  });
});
