/** A token is renewed this long before it ends, in seconds: it must not end on the way. */
const EARLY_SECONDS = 120;

export interface AppToken {
  get(): Promise<string>;
  /** Drops the token: the messenger has ended it early. */
  forget(): void;
}

/** Keeps an app's token until it ends; whoever asks while it is being fetched waits for the same. */
export const makeAppToken = (
  fetchToken: () => Promise<{ token: string; seconds: number }>,
  now: () => number,
): AppToken => {
  let kept: { readonly token: Promise<string>; goodUntil: number } | undefined;
  const renew = (): Promise<string> => {
    const entry = { token: Promise.resolve(''), goodUntil: Number.POSITIVE_INFINITY };
    entry.token = fetchToken().then(
      ({ token, seconds }) => {
        entry.goodUntil = now() + Math.max(0, seconds - EARLY_SECONDS) * 1000;
        return token;
      },
      (thrown: unknown) => {
        if (kept === entry) kept = undefined;
        throw thrown;
      },
    );
    kept = entry;
    return entry.token;
  };
  return {
    get: () => (kept !== undefined && kept.goodUntil > now() ? kept.token : renew()),
    forget: () => {
      kept = undefined;
    },
  };
};
