import { createSign, generateKeyPairSync } from 'node:crypto';
import type { Archive } from '../../../functions/audit/archive.ts';
import type { Signer } from '../../../functions/audit/signer.ts';
import type { ArchiveCopy } from '../../../functions/audit/verify-archive.ts';

/** The bucket as a map: objects are put once, and listed by their keys. */
export const memoryArchive = () => {
  const objects = new Map<string, Buffer>();
  const archive: Archive = {
    put: async (key, body) => {
      if (objects.has(key)) return false;
      objects.set(key, Buffer.from(body));
      return true;
    },
    read: async (key) => objects.get(key),
    list: async (prefix, after, limit) =>
      [...objects.keys()]
        .filter((key) => key.startsWith(prefix) && (after === undefined || key > after))
        .sort()
        .slice(0, limit)
        .map((key) => ({ key, size: objects.get(key)?.byteLength ?? 0 })),
  };
  const copy: ArchiveCopy = {
    keys: async () => [...objects.keys()],
    read: async (key) => objects.get(key),
  };
  return { archive, copy, objects };
};

/** A key as KMS has it. */
export const testSigner = (): Signer & { readonly pem: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
  return {
    pem,
    sign: async (bytes) => createSign('SHA256').update(bytes).sign(privateKey, 'base64'),
    publicKey: async () => ({ keyId: 'key-1', pem }),
  };
};
