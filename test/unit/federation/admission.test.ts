import { beforeEach, describe, expect, it } from 'vitest';
import type { AdmissionRules, Arrival } from '../../../functions/federation/admission.ts';
import { makeAdmit } from '../../../functions/federation/admit.ts';
import { freshUser, type User, type UserRow } from '../../../functions/identity/index.ts';

const now = () => Date.parse('2026-11-25T08:00:00Z');
const native: User = freshUser(
  {
    id: 'n-1',
    name: 'wang.fang',
    username: 'wang.fang',
    email: 'w@example.com',
    createdAt: '2026-01-01T00:00:00.000Z',
  },
  ['operator'],
);
const arrival: Arrival = {
  id: 'p-1',
  name: 'corp_248',
  provider: 'corp',
  subject: '248',
  email: 'w@example.com',
  emailVerified: true,
  displayName: '王芳',
};

let rows: Map<string, UserRow>;
/** What the pool was told. */
let told: string[];
let byEmail: string[];
let mayLink: boolean;
beforeEach(() => {
  rows = new Map<string, UserRow>([[native.name, native]]);
  told = [];
  byEmail = [native.name];
  mayLink = true;
});

const admit = (rules: Partial<AdmissionRules>, who: Partial<Arrival> = {}) =>
  makeAdmit({
    users: {
      find: async (name) => rows.get(name),
      adopt: async (user) => void rows.set(user.name, user),
    },
    identities: {
      findByEmail: async () => byEmail,
      link: async (name, { provider, subject }) => {
        told.push(`link ${provider} ${subject} to ${name}`);
        return mayLink;
      },
      removeProfile: async (name) => void told.push(`remove ${name}`),
    },
    rules: { roles: ['operator'], linkByEmail: false, ...rules },
    now,
  })({ ...arrival, ...who });

describe('somebody who comes through a provider for the first time', () => {
  it('becomes a user with the stage’s roles', async () => {
    expect(await admit({ roles: ['operator', 'author'] })).toBe('sign_in');
    expect(rows.get('corp_248')).toMatchObject({
      id: 'p-1',
      username: 'corp_248',
      displayName: '王芳',
      email: 'w@example.com',
      status: 'active',
      roles: ['operator', 'author'],
      createdAt: '2026-11-25T08:00:00.000Z',
    });
    expect(told).toEqual([]);
  });

  it('never becomes an administrator, whatever the stage says', async () => {
    await admit({ roles: ['admin', 'operator'] });
    expect(rows.get('corp_248')).toMatchObject({ roles: ['operator'] });
  });

  it('is nobody where the stage makes no users, and leaves nothing behind', async () => {
    expect(await admit({ roles: [] })).toBe('not_linked');
    expect(rows.size).toBe(1);
    expect(told).toEqual(['remove corp_248']);
  });
});

describe('somebody whose address a user has', () => {
  it('is not that user unless the stage says so', async () => {
    expect(await admit({ linkByEmail: false })).toBe('sign_in');
    expect(told).toEqual([]);
    expect(rows.get('corp_248')).toBeDefined();
  });

  it('is linked where the stage says so', async () => {
    expect(await admit({ linkByEmail: true })).toBe('linked');
    expect(told).toEqual(['remove corp_248', 'link corp 248 to wang.fang']);
    expect(rows.size).toBe(1);
  });

  it.each([
    ['the provider has not verified it', { emailVerified: false }],
    ['there is none', { email: null }],
  ])('is not linked when %s', async (_, who) => {
    expect(await admit({ linkByEmail: true }, who)).toBe('sign_in');
    expect(told).toEqual([]);
  });

  it('is not linked when two users have it, or when that user is disabled', async () => {
    byEmail = [native.name, 'another'];
    expect(await admit({ linkByEmail: true })).toBe('sign_in');
    rows = new Map<string, UserRow>([[native.name, { ...native, status: 'disabled' }]]);
    byEmail = [native.name];
    expect(await admit({ linkByEmail: true })).toBe('sign_in');
    expect(told).toEqual([]);
  });

  it('is refused when the pool does not link', async () => {
    mayLink = false;
    expect(await admit({ linkByEmail: true })).toBe('not_accepted');
  });
});

describe('somebody who has a row', () => {
  it('signs in, linked or not', async () => {
    await admit({});
    expect(await admit({})).toBe('sign_in');
    expect(await admit({}, { id: 'n-1', name: 'wang.fang' })).toBe('sign_in');
  });

  it('is refused when disabled', async () => {
    await admit({});
    rows.set('corp_248', { ...(rows.get('corp_248') as User), status: 'disabled' });
    expect(await admit({})).toBe('not_accepted');
  });

  it('is refused when the name is another one’s, or is being registered', async () => {
    expect(await admit({}, { id: 'somebody', name: 'wang.fang' })).toBe('not_accepted');
    rows.set('corp_248', {
      status: 'creating',
      name: 'corp_248',
      username: 'corp_248',
      email: null,
      attempt: 'a',
      createdAt: '2026-11-25T07:59:59.000Z',
    });
    expect(await admit({})).toBe('not_accepted');
  });

  it('is refused when the pool’s user is no profile of the provider’s and has no row', async () => {
    expect(await admit({}, { name: 'li.lei' })).toBe('not_accepted');
  });
});
