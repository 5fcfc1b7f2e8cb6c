import { deriveSigningKey, type SigningKey } from './signing-key.ts';

/** Keys are looked up anew after this time, in milliseconds: a new secret signs from then on at the latest. */
const KEPT_MS = 5 * 60 * 1000;

/** The secret as it is now, and as it was before it was renewed (undefined: never). */
export interface KeySecrets {
  read(): Promise<{ readonly current: string; readonly previous: string | undefined }>;
}

/** The key that signs, and all that are published: a token signed just before a renewal stays good. */
export interface KeyRing {
  current(): Promise<SigningKey>;
  all(): Promise<readonly SigningKey[]>;
}

export const makeKeyRing = (secrets: KeySecrets, now: () => number): KeyRing => {
  let kept:
    | { readonly keys: Promise<readonly [SigningKey, ...SigningKey[]]>; readonly until: number }
    | undefined;
  const load = async (): Promise<readonly [SigningKey, ...SigningKey[]]> => {
    const { current, previous } = await secrets.read();
    const signing = await deriveSigningKey(current);
    return previous === undefined || previous === current
      ? [signing]
      : [signing, await deriveSigningKey(previous)];
  };
  const keys = () => {
    if (kept === undefined || kept.until <= now()) {
      const loading = load();
      kept = { keys: loading, until: now() + KEPT_MS };
      loading.catch(() => {
        kept = undefined; // the next one asks again
      });
    }
    return kept.keys;
  };
  return { current: async () => (await keys())[0], all: keys };
};
