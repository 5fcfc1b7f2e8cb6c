import { beforeEach, describe, expect, it } from 'vitest';
import type { Arrival } from '../../../functions/federation/admission.ts';
import { makeFinishIdentityLink } from '../../../functions/federation/finish-identity-link.ts';
import { freshUser, type User } from '../../../functions/identity/index.ts';

const userOf = (id: string, name: string): User =>
  freshUser({ id, name, username: name, email: null, createdAt: '2026-11-25T08:00:00.000Z' }, ['operator']);
const wang = userOf('u-1', 'wang.fang');
const arrival: Arrival = {
  id: 'p-1',
  name: 'corp_248',
  provider: 'corp',
  subject: '248',
  email: null,
  emailVerified: false,
  displayName: null,
};

let rows: User[];
let alive: boolean;
let free: boolean;
let done: string[];
beforeEach(() => {
  rows = [wang];
  alive = true;
  free = true;
  done = [];
});

const finish = (who: Partial<Arrival> = {}) =>
  makeFinishIdentityLink({
    users: { find: async (name) => rows.find((row) => row.name === name) },
    findUser: async (id) => rows.find((row) => row.id === id),
    identities: {
      removeProfile: async (name) => void done.push(`remove ${name}`),
      link: async (name, { provider, subject }) => {
        done.push(`link ${name} ${provider} ${subject}`);
        return free;
      },
    },
    isSessionAlive: async (userId, sessionId) => userId === 'u-1' && sessionId === 's-1' && alive,
  })({ ...arrival, ...who }, { userId: 'u-1', sessionId: 's-1' });

describe('an identity that was proved for a link', () => {
  it('is linked to who asked for it, without the profile that the pool made', async () => {
    expect(await finish()).toBe('linked');
    expect(done).toEqual(['remove corp_248', 'link wang.fang corp 248']);
  });

  it('is linked once: theirs already is theirs', async () => {
    expect(await finish({ id: 'u-1', name: 'wang.fang' })).toBe('linked');
    expect(done).toEqual([]);
  });

  it.each([
    ['has been a user of its own', () => rows.push(userOf('p-1', 'corp_248')), {}],
    ['is another user’s', () => rows.push(userOf('u-2', 'li.na')), { id: 'u-2', name: 'li.na' }],
  ])('is not linked when it %s, and nothing is removed', async (_, prepare, who) => {
    prepare();
    expect(await finish(who)).toBe('identity_taken');
    expect(done).toEqual([]);
  });

  it('is not linked when the user has got another one at this provider meanwhile', async () => {
    free = false;
    expect(await finish()).toBe('identity_taken');
  });

  it.each([
    ['the session has ended', () => (alive = false)],
    ['the user is disabled', () => (rows = [{ ...wang, status: 'disabled' }])],
    ['the user is gone', () => (rows = [])],
  ])('is not linked when %s', async (_, prepare) => {
    prepare();
    expect(await finish()).toBe('expired');
    expect(done).toEqual([]);
  });
});
