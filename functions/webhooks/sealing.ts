import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Keeps texts in the table that nobody can read there, and makes the addresses of webhooks. */
export interface Sealing {
  /** AES-256-GCM; `subject` is bound to it: what was sealed for one webhook opens for no other. */
  seal(plain: string, subject: string): Promise<string>;
  /** Throws when it was changed, or sealed for another subject. */
  open(sealed: string, subject: string): Promise<string>;
  /** The token in a webhook's address: 256 bits, the same each time, so that it need not be kept. */
  tokenOf(id: string, generation: number): Promise<string>;
}

const deriveKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `openscript webhooks ${purpose}`, KEY_BYTES));

/** Keys are derived from the stage's secret (HKDF-SHA256), one for each purpose. */
export const makeSealing = (secret: () => Promise<string>): Sealing => ({
  seal: async (plain, subject) => {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', deriveKey(await secret(), 'sealing'), iv);
    cipher.setAAD(Buffer.from(subject));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  },
  open: async (sealed, subject) => {
    const bytes = Buffer.from(sealed, 'base64url');
    const key = deriveKey(await secret(), 'sealing');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(subject));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const plain = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
    return Buffer.concat([plain, decipher.final()]).toString('utf8');
  },
  tokenOf: async (id, generation) =>
    createHmac('sha256', deriveKey(await secret(), 'tokens'))
      .update(`${id}:${generation}`)
      .digest('base64url'),
});

/** A new signing secret: 256 bits, and a prefix by which scanners for lost secrets know it. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64url')}`;
