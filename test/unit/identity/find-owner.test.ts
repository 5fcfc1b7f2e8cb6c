import { describe, expect, test } from 'vitest';
import { makeFindOwner } from '../../../functions/identity/find-owner.ts';

const open = (
  user: { id: string; enabled: boolean } | undefined,
  groups: readonly string[] = ['operator'],
) => {
  const clock = { at: 0 };
  const asked: string[] = [];
  const pool = {
    find: async (name: string) => {
      asked.push(name);
      return user === undefined ? undefined : { ...user, createdAt: 0 };
    },
    groupsOf: async () => groups,
  };
  return { clock, asked, findOwner: makeFindOwner({ pool, now: () => clock.at }) };
};
const fang = { username: 'Fang', userId: 'sub-1' };

describe('who a trigger acts for', () => {
  test('is the owner with the roles they have now', async () => {
    const { findOwner, asked } = open({ id: 'sub-1', enabled: true }, ['author', 'strangers']);
    expect(await findOwner(fang)).toEqual({
      userId: 'sub-1',
      username: 'Fang',
      roles: ['author'],
      sessionId: 'trigger',
    });
    expect(asked).toEqual(['fang']);
  });

  test('is nobody when they are gone, disabled, or the name is somebody else’s now', async () => {
    expect(await open(undefined).findOwner(fang)).toBeUndefined();
    expect(await open({ id: 'sub-1', enabled: false }).findOwner(fang)).toBeUndefined();
    expect(await open({ id: 'sub-2', enabled: true }).findOwner(fang)).toBeUndefined();
  });

  test('is asked for once a minute', async () => {
    const { findOwner, asked, clock } = open({ id: 'sub-1', enabled: true });
    await findOwner(fang);
    clock.at = 59_999;
    await findOwner(fang);
    expect(asked).toHaveLength(1);
    clock.at = 60_000;
    await findOwner(fang);
    expect(asked).toHaveLength(2);
  });
});
