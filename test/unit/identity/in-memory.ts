import type { Challenges, PendingChallenge } from '../../../functions/identity/challenge-store.ts';
import { answerTime } from '../../../functions/identity/challenge-store.ts';
import { MAX_FAILURES, type SignInRecord } from '../../../functions/identity/lockout.ts';
import type { Session } from '../../../functions/identity/session.ts';
import type { Sessions } from '../../../functions/identity/session-store.ts';
import type { Setup, SetupRow } from '../../../functions/identity/setup-store.ts';
import type { SignInRecords } from '../../../functions/identity/sign-in-store.ts';
import { freshUser, type User } from '../../../functions/identity/user.ts';
import type { UserRow, Users } from '../../../functions/identity/user-store.ts';

/** Stores in memory that behave like the table's: test/integration runs the same suites on the real ones. */

export const inMemorySessions = (): Sessions & { readonly rows: Map<string, Session> } => {
  const rows = new Map<string, Session>();
  const keyOf = (userId: string, id: string) => `${userId} ${id}`;
  const change = (userId: string, id: string, part: Partial<Session>): boolean => {
    const row = rows.get(keyOf(userId, id));
    if (row === undefined || row.revokedAt !== undefined) return false;
    rows.set(keyOf(userId, id), { ...row, ...part });
    return true;
  };
  const revoke = async (userId: string, id: string, at: string) => change(userId, id, { revokedAt: at });
  const placeOf = ({ lastSeen = '', userId, id }: Pick<Session, 'lastSeen' | 'userId' | 'id'>) =>
    `${lastSeen} ${userId} ${id}`;
  return {
    rows,
    revoke,
    find: async (userId, id) => rows.get(keyOf(userId, id)),
    start: async (session) => {
      const key = keyOf(session.userId, session.id);
      if (!rows.has(key)) rows.set(key, session);
    },
    revokeOthers: async (userId, keptId, at) => {
      for (const row of rows.values())
        if (row.userId === userId && row.id !== keptId) await revoke(userId, row.id, at);
    },
    listOf: async (userId) => [...rows.values()].filter((row) => row.userId === userId),
    listOpen: async (after, limit) => {
      const open = [...rows.values()]
        .filter(({ revokedAt }) => revokedAt === undefined)
        .toSorted((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1))
        .filter((row) => after === undefined || placeOf(row) < placeOf(after));
      return { rows: open.slice(0, limit), end: open.length <= limit };
    },
    rotate: async (userId, id, rotation) =>
      rows.get(keyOf(userId, id))?.refreshHash === rotation.previousHash && change(userId, id, rotation),
    noteSeen: async (userId, id, at) => {
      change(userId, id, { lastSeen: at });
    },
    noteConfirmed: async (userId, id, at) => change(userId, id, { confirmedAt: at }),
  };
};

export const inMemoryUsers = (): Users & { readonly rows: Map<string, UserRow> } => {
  const rows = new Map<string, UserRow>();
  const creating = (name: string, attempt: string) => {
    const row = rows.get(name);
    return row?.status === 'creating' && row.attempt === attempt ? row : undefined;
  };
  return {
    rows,
    find: async (name) => rows.get(name),
    findById: async (id) =>
      [...rows.values()].find((row) => row.status !== 'creating' && row.id === id) as User | undefined,
    reserve: async (reservation, over) => {
      const free = !rows.has(reservation.name);
      const abandoned = over !== undefined && creating(reservation.name, over) !== undefined;
      if (!free && !abandoned) return false;
      rows.set(reservation.name, { status: 'creating', ...reservation });
      return true;
    },
    activate: async (name, attempt, id, roles) => {
      const row = creating(name, attempt);
      if (row === undefined) return false;
      const { username, email, createdAt } = row;
      rows.set(name, freshUser({ id, name, username, email, createdAt }, roles));
      return true;
    },
    release: async (name, attempt) => {
      if (creating(name, attempt) !== undefined) rows.delete(name);
    },
    adopt: async (user) => {
      if (!rows.has(user.name)) rows.set(user.name, user);
    },
    complete: async ({ name, id }, roles) => {
      const row = rows.get(name);
      if (row !== undefined && row.status !== 'creating' && row.id === id && row.roles === undefined)
        rows.set(name, { ...row, roles, groups: [], version: 1 });
    },
  };
};

export const inMemorySetup = (): SetupRow => {
  let row: Setup | undefined;
  return {
    find: async () => row,
    claim: async (setup, over) => {
      if (row !== undefined && !(row.status === 'claimed' && row.attempt === over)) return false;
      row = { status: 'claimed', ...setup };
      return true;
    },
    complete: async (attempt) => {
      if (row?.attempt === attempt) row = { ...row, status: 'done' };
    },
    release: async (attempt) => {
      if (row?.attempt === attempt && row.status === 'claimed') row = undefined;
    },
  };
};

export const inMemorySignInRecords = (): SignInRecords => {
  const rows = new Map<string, SignInRecord>();
  return {
    find: async (name) => rows.get(name),
    reserve: async (name, now) => {
      const before = rows.get(name) ?? { failures: 0 };
      if (before.failures >= MAX_FAILURES || (before.lockedUntil ?? 0) > now) return undefined;
      const row = { ...before, failures: before.failures + 1, triedAt: now };
      rows.set(name, row);
      return row;
    },
    giveBack: async (name) => {
      const row = rows.get(name);
      if (row !== undefined && row.failures > 0) rows.set(name, { ...row, failures: row.failures - 1 });
    },
    lock: async (name, until) => {
      rows.set(name, { failures: 0, lockedUntil: until });
    },
    clear: async (name, now) => {
      if ((rows.get(name)?.lockedUntil ?? 0) > now) return false;
      rows.delete(name);
      return true;
    },
    unlock: async (name) => {
      rows.delete(name);
    },
  };
};

export const inMemoryChallenges = (): Challenges & {
  readonly rows: Map<string, PendingChallenge>;
} => {
  const rows = new Map<string, PendingChallenge & { validUntil: number }>();
  return {
    rows,
    put: async (session, challenge, now) => {
      rows.set(session, { ...challenge, validUntil: now + answerTime(challenge.kind) });
    },
    find: async (session, now) => {
      const row = rows.get(session);
      if (row === undefined || row.validUntil <= now) return undefined;
      const { validUntil: _, ...challenge } = row;
      return challenge;
    },
    remove: async (session) => {
      rows.delete(session);
    },
  };
};
