import type { PolicySnapshot } from './policy-set.ts';
import type { PolicyStore } from './policy-store.ts';

/** How long a version is believed without looking, in milliseconds: a change holds everywhere within 5 s. */
export const BELIEVED_MS = 3000;

/** Gives the roles and policies of the moment. */
export type CurrentSnapshot = () => Promise<PolicySnapshot>;

/**
 * Looks at the version pointer at most every three seconds, and reads roles and policies only when it has moved. Requests
 * that come at the same time wait for one look.
 */
export const makeCurrentSnapshot = (
  store: Pick<PolicyStore, 'readVersion' | 'read'>,
  now: () => number,
): CurrentSnapshot => {
  let known: { readonly snapshot: PolicySnapshot; readonly at: number } | undefined;
  let looking: Promise<PolicySnapshot> | undefined;
  const look = async (): Promise<PolicySnapshot> => {
    // The age counts from before the look: what is written during it is not missed for longer.
    const at = now();
    const fresh =
      known !== undefined && (await store.readVersion()) === known.snapshot.version
        ? known.snapshot
        : await store.read();
    known = { snapshot: fresh, at };
    return fresh;
  };
  return async () => {
    if (known !== undefined && now() - known.at < BELIEVED_MS) return known.snapshot;
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };
};
