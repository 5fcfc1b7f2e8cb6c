import { type ApiError, invalidField } from '../platform/errors.ts';
import { text } from '../platform/text.ts';
import type { CredentialStore } from './credential-store.ts';
import { REMEMBERED_PASSWORDS } from './credentials.ts';
import { hashPassword, isPasswordOf } from './password-hash.ts';

/** Keeps users from going back to a password they had. */
export interface PasswordHistory {
  /** Throws 40001 naming `field` for one of the last five. */
  refuseUsed(userId: string, password: string, field: string): Promise<void>;
  /** Remembers the password that is in force from now on. */
  remember(userId: string, password: string): Promise<void>;
}

const used = (field: string): ApiError =>
  invalidField(
    field,
    text(
      `was one of your last ${REMEMBERED_PASSWORDS} passwords; choose another`,
      `与最近 ${REMEMBERED_PASSWORDS} 次使用过的密码相同，请另选一个`,
    ),
  );

export const makePasswordHistory = (
  store: Pick<CredentialStore, 'find' | 'addPassword'>,
  now: () => number,
): PasswordHistory => ({
  refuseUsed: async (userId, password, field) => {
    const { passwords } = await store.find(userId);
    // One after the other: five at once would take 80 MiB.
    for (const hash of passwords) if (await isPasswordOf(hash, password)) throw used(field);
  },
  remember: async (userId, password) => {
    const hash = await hashPassword(password);
    await store.addPassword(await store.find(userId), hash, new Date(now()).toISOString());
  },
});
