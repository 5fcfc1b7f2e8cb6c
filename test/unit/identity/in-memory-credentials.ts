import type { CredentialStore } from '../../../functions/identity/credential-store.ts';
import {
  type Credentials,
  noCredentials,
  REMEMBERED_PASSWORDS,
} from '../../../functions/identity/credentials.ts';
import { MAIL_CODE_MS, MAIL_CODE_TRIES, type MailCode } from '../../../functions/identity/mail-code.ts';
import type { MailCodes } from '../../../functions/identity/mail-code-store.ts';
import type { Registration, Registrations } from '../../../functions/identity/registration-store.ts';
import type { SignInEvent } from '../../../functions/identity/sign-in-event.ts';
import type { SignInLog } from '../../../functions/identity/sign-in-log.ts';

/** Stores in memory that behave like the table's: test/integration runs the same suites on the real ones. */

export const inMemoryCredentials = (): CredentialStore & { readonly rows: Map<string, Credentials> } => {
  const rows = new Map<string, Credentials>();
  const find = (userId: string) => rows.get(userId) ?? noCredentials(userId);
  const withFactor = (userId: string, change: (before: Credentials) => Credentials | undefined): boolean => {
    const before = find(userId);
    const after = before.factor === undefined ? undefined : change(before);
    if (after !== undefined) rows.set(userId, after);
    return after !== undefined;
  };
  return {
    rows,
    find: async (userId) => find(userId),
    addPassword: async (before, hash, at) => {
      const passwords = [hash, ...before.passwords].slice(0, REMEMBERED_PASSWORDS);
      rows.set(before.userId, { ...find(before.userId), passwords, passwordChangedAt: at });
    },
    offerFactor: async (userId, sealed) => {
      rows.set(userId, { ...find(userId), pendingFactor: sealed });
    },
    bindFactor: async (userId, { sealed, since, step, recovery }) => {
      const { pendingFactor, ...before } = find(userId);
      if (pendingFactor !== sealed || before.factor !== undefined) return false;
      rows.set(userId, { ...before, factor: sealed, factorSince: since, lastStep: step, recovery });
      return true;
    },
    useStep: async (userId, step) =>
      withFactor(userId, (before) =>
        (before.lastStep ?? -1) < step ? { ...before, lastStep: step } : undefined,
      ),
    useRecovery: async (userId, digest) =>
      withFactor(userId, (before) =>
        before.recovery.includes(digest)
          ? { ...before, recovery: before.recovery.filter((one) => one !== digest) }
          : undefined,
      ),
    renewRecovery: async (userId, digests) =>
      withFactor(userId, (before) => ({ ...before, recovery: digests })),
    unbindFactor: async (userId) =>
      withFactor(userId, ({ passwords, passwordChangedAt }) => ({
        ...noCredentials(userId),
        passwords,
        passwordChangedAt,
      })),
  };
};

export const inMemorySignInLog = (): SignInLog & { readonly rows: SignInEvent[] } => {
  const rows: SignInEvent[] = [];
  return {
    rows,
    add: async (event) => {
      rows.push(event);
    },
    list: async (name, { since, until }, after, limit) => {
      const found = rows
        .filter((row) => name === undefined || row.name === name)
        .filter(({ at }) => Date.parse(at) >= since && Date.parse(at) <= until)
        .toSorted((a, b) => (a.id < b.id ? 1 : -1))
        .filter(({ id }) => after === undefined || id < after.id);
      return { rows: found.slice(0, limit), end: found.length <= limit };
    },
  };
};

export const inMemoryMailCodes = (): MailCodes & { readonly rows: Map<string, MailCode> } => {
  const rows = new Map<string, MailCode>();
  return {
    rows,
    find: async (subject) => rows.get(subject),
    put: async (code, earlier) => {
      if (rows.get(code.subject)?.sentAt !== earlier?.sentAt) return false;
      rows.set(code.subject, code);
      return true;
    },
    reserveTry: async (subject, now) => {
      const row = rows.get(subject);
      if (row === undefined || row.tries >= MAIL_CODE_TRIES || row.sentAt <= now - MAIL_CODE_MS)
        return undefined;
      if (row.digest === 'used') return undefined;
      const counted = { ...row, tries: row.tries + 1 };
      rows.set(subject, counted);
      return counted;
    },
    use: async ({ subject, digest }) => {
      const row = rows.get(subject);
      if (row?.digest !== digest) return false;
      rows.set(subject, { ...row, digest: 'used' });
      return true;
    },
  };
};

export const inMemoryRegistrations = (): Registrations & {
  readonly rows: Map<string, Registration & { tries: number }>;
} => {
  const rows = new Map<string, Registration & { tries: number }>();
  return {
    rows,
    add: async (registration) => {
      rows.set(registration.id, { ...registration, tries: 0 });
    },
    reserveTry: async (id, now) => {
      const row = rows.get(id);
      if (row === undefined || row.tries >= MAIL_CODE_TRIES || row.createdAt <= now - MAIL_CODE_MS)
        return undefined;
      row.tries += 1;
      const { tries: _, ...registration } = row;
      return registration;
    },
    take: async (id) => rows.delete(id),
  };
};
