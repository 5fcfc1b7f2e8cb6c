import { describe, expect, test } from 'vitest';
import type { Challenges } from '../../../functions/identity/challenge-store.ts';
import type { NewSession } from '../../../functions/identity/session.ts';
import type { Sessions } from '../../../functions/identity/session-store.ts';
import type { SetupRow } from '../../../functions/identity/setup-store.ts';
import type { SignInRecords } from '../../../functions/identity/sign-in-store.ts';
import { freshUser } from '../../../functions/identity/user.ts';
import type { Users } from '../../../functions/identity/user-store.ts';

/** The stores of identity; the set-up row is one for a table, so that its suite wants a fresh one. */
export interface IdentityStores {
  readonly users: Users;
  readonly sessions: Sessions;
  readonly challenges: Challenges;
  readonly records: SignInRecords;
  readonly setup: SetupRow;
}

const at = '2026-11-22T00:00:00.000Z';
const reservation = (name: string, attempt: string) => ({
  name,
  username: name.toUpperCase(),
  email: null,
  attempt,
  createdAt: at,
});

/** What every implementation of the stores must do: run on those in memory and on the table's. */
export const defineStoreSuites = (open: () => IdentityStores): void => {
  describe('users', () => {
    test('a name is reserved once, completed by its attempt, and then for ever', async () => {
      const { users } = open();
      expect(await users.reserve(reservation('ann', '1'))).toBe(true);
      expect(await users.reserve(reservation('ann', '2'))).toBe(false);
      expect(await users.activate('ann', '2', 'sub', ['operator'])).toBe(false);
      expect(await users.activate('ann', '1', 'sub', ['operator'])).toBe(true);
      await users.release('ann', '1');
      expect(await users.reserve(reservation('ann', '3'), '1')).toBe(false);
      const ann = { id: 'sub', name: 'ann', username: 'ANN', email: null, createdAt: at };
      expect(await users.find('ann')).toEqual(freshUser(ann, ['operator']));
    });

    test('an abandoned attempt is taken over by name of the attempt, and cannot finish then', async () => {
      const { users } = open();
      await users.reserve({ ...reservation('bob', '1'), email: 'bob@example.com' });
      expect(await users.reserve(reservation('bob', '2'), 'another')).toBe(false);
      expect(await users.reserve(reservation('bob', '2'), '1')).toBe(true);
      expect(await users.activate('bob', '1', 'sub', ['operator'])).toBe(false);
      await users.release('bob', '1');
      expect(await users.find('bob')).toEqual({ status: 'creating', ...reservation('bob', '2') });
      await users.release('bob', '2');
      expect(await users.find('bob')).toBeUndefined();
    });

    test('adopting changes nobody who is there', async () => {
      const { users } = open();
      const known = { id: 'sub', name: 'cid', username: 'Cid', email: 'c@example.com', createdAt: at };
      const cid = freshUser(known, ['admin', 'author']);
      await users.adopt(cid);
      await users.adopt({ ...cid, id: 'other' });
      expect(await users.find('cid')).toEqual(cid);
      await users.complete(cid, ['auditor']);
      expect(await users.find('cid')).toEqual(cid);
    });
  });

  describe('sessions', () => {
    const session = (userId: string, id: string): NewSession => ({
      userId,
      id,
      username: 'ann',
      refreshHash: 'aa',
      createdAt: at,
      expiresAt: 4_000_000_000,
    });

    test('are found under user and id alone, and end once', async () => {
      const { sessions } = open();
      await sessions.start(session('u1', 's1'));
      expect(await sessions.find('u1', 's1')).toEqual(session('u1', 's1'));
      expect(await sessions.find('u2', 's1')).toBeUndefined();
      await sessions.revoke('u1', 's1', at);
      await sessions.revoke('u1', 's1', '2027-01-01T00:00:00.000Z');
      expect((await sessions.find('u1', 's1'))?.revokedAt).toBe(at);
      await sessions.start(session('u1', 's1'));
      expect((await sessions.find('u1', 's1'))?.revokedAt).toBe(at);
    });

    test('ending the others leaves the kept one and other users', async () => {
      const { sessions } = open();
      for (const [user, id] of [
        ['u3', 'a'],
        ['u3', 'b'],
        ['u3', 'c'],
        ['u4', 'a'],
      ] as const)
        await sessions.start(session(user, id));
      await sessions.revokeOthers('u3', 'b', at);
      const ended = async (user: string, id: string) =>
        (await sessions.find(user, id))?.revokedAt !== undefined;
      expect([await ended('u3', 'a'), await ended('u3', 'b'), await ended('u3', 'c')]).toEqual([
        true,
        false,
        true,
      ]);
      expect(await ended('u4', 'a')).toBe(false);
      await sessions.revoke('u3', 'nobody', at);
      expect(await sessions.find('u3', 'nobody')).toBeUndefined();
    });
  });

  test('of fifty tries at once five are let through, and one for each that is given back', async () => {
    const { records } = open();
    const reserved = await Promise.all(Array.from({ length: 50 }, () => records.reserve('eve', 1000)));
    expect(reserved.flatMap((record) => record?.failures ?? []).sort()).toEqual([1, 2, 3, 4, 5]);
    await records.giveBack('eve');
    expect(await records.reserve('eve', 2000)).toMatchObject({ failures: 5, triedAt: 2000 });
    expect(await records.reserve('eve', 2000)).toBeUndefined();
    for (let n = 0; n < 7; n += 1) await records.giveBack('eve');
    expect((await records.find('eve'))?.failures).toBe(0);
  });

  test('a locked name takes no try, and a lock cannot be cleared before its time', async () => {
    const { records } = open();
    await records.reserve('eve', 1000);
    await records.lock('eve', 5000);
    expect(await records.find('eve')).toMatchObject({ failures: 0, lockedUntil: 5000 });
    expect(await records.reserve('eve', 4000)).toBeUndefined();
    expect(await records.reserve('eve', 4999)).toBeUndefined();
    expect((await records.reserve('eve', 5000))?.failures).toBe(1);
    await records.lock('eve', 5000);
    expect(await records.clear('eve', 4000)).toBe(false);
    expect(await records.clear('eve', 6000)).toBe(true);
    expect(await records.find('eve')).toBeUndefined();
    expect(await records.clear('nobody', 1000)).toBe(true);
  });

  test('a challenge is found by its very session, for three minutes, until it is removed', async () => {
    const { challenges } = open();
    await challenges.put('session', { name: 'ann', kind: 'mfa' }, 1000);
    expect(await challenges.find('session', 180_999)).toEqual({ name: 'ann', kind: 'mfa' });
    expect(await challenges.find('session', 181_000)).toBeUndefined();
    expect(await challenges.find('Session', 1000)).toBeUndefined();
    await challenges.remove('session');
    expect(await challenges.find('session', 1000)).toBeUndefined();
  });

  test('the set-up is claimed once, taken over by name of the attempt, and never after it is done', async () => {
    const { setup } = open();
    const claim = (attempt: string) => ({ attempt, name: 'root', claimedAt: at });
    expect(await setup.claim(claim('1'))).toBe(true);
    expect(await setup.claim(claim('2'))).toBe(false);
    expect(await setup.claim(claim('2'), '1')).toBe(true);
    await setup.release('1');
    expect(await setup.find()).toMatchObject({ status: 'claimed', attempt: '2' });
    await setup.complete('2');
    await setup.release('2');
    expect(await setup.claim(claim('3'), '2')).toBe(false);
    expect(await setup.find()).toMatchObject({ status: 'done', attempt: '2', name: 'root', claimedAt: at });
  });
};
