import { createHmac } from 'node:crypto';
import { deriveKey, openText, sealText } from '../platform/sealed-text.ts';

/** What identity keeps under the stage's own secret: whoever reads the table alone learns none of it. */
export interface Keyring {
  /** Seals the secret of an authenticator app for one user. */
  sealFactor(plain: string, userId: string): Promise<string>;
  openFactor(sealed: string, userId: string): Promise<string>;
  /**
   * A keyed digest (HMAC-SHA256, hexadecimal) of something short enough to be guessed: a recovery code, a code sent by
   * mail, a name that nobody has and that may be a mistyped password. `purpose` keeps them apart.
   */
  digest(purpose: string, value: string): Promise<string>;
}

/** Keys are derived from the stage's secret, one for each purpose. */
export const makeKeyring = (secret: () => Promise<string>): Keyring => ({
  sealFactor: async (plain, userId) => sealText(deriveKey(await secret(), 'identity factors'), plain, userId),
  openFactor: async (sealed, userId) =>
    openText(deriveKey(await secret(), 'identity factors'), sealed, userId),
  digest: async (purpose, value) =>
    createHmac('sha256', deriveKey(await secret(), `identity digest ${purpose}`))
      .update(value)
      .digest('hex'),
});
