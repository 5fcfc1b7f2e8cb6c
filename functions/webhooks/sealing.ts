import { createHmac, randomBytes } from 'node:crypto';
import { deriveKey, openText, sealText } from '../platform/sealed-text.ts';

/** Keeps texts in the table that nobody can read there, and makes the addresses of webhooks. */
export interface Sealing {
  /** AES-256-GCM; `subject` is bound to it: what was sealed for one webhook opens for no other. */
  seal(plain: string, subject: string): Promise<string>;
  /** Throws when it was changed, or sealed for another subject. */
  open(sealed: string, subject: string): Promise<string>;
  /** The token in a webhook's address: 256 bits, the same each time, so that it need not be kept. */
  tokenOf(id: string, generation: number): Promise<string>;
}

const SEALING = 'webhooks sealing';
const TOKENS = 'webhooks tokens';

/** Keys are derived from the stage's secret (HKDF-SHA256), one for each purpose. */
export const makeSealing = (secret: () => Promise<string>): Sealing => ({
  seal: async (plain, subject) => sealText(deriveKey(await secret(), SEALING), plain, subject),
  open: async (sealed, subject) => openText(deriveKey(await secret(), SEALING), sealed, subject),
  tokenOf: async (id, generation) =>
    createHmac('sha256', deriveKey(await secret(), TOKENS))
      .update(`${id}:${generation}`)
      .digest('base64url'),
});

/** A new signing secret: 256 bits, and a prefix by which scanners for lost secrets know it. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64url')}`;
