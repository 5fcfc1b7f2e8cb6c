import { type ApiError, tooMany } from '../platform/errors.ts';
import { text } from '../platform/text.ts';
import { LOCK_MS, locks, secondsLocked } from './lockout.ts';
import type { SignInRecords } from './sign-in-store.ts';

/** Keeps passwords from being guessed: every place that takes one asks here first and tells how it went. */
export interface SignInGuard {
  /** Throws 42901 with the seconds to wait while the name is locked. */
  check(name: string): Promise<void>;
  /** Counts a wrong password or code; the fifth in a row locks the name for half an hour. */
  failed(name: string): Promise<void>;
  /** Ends the series. Throws 42901 when others guessing at the same time have locked the name meanwhile. */
  succeeded(name: string): Promise<void>;
}

const locked = (seconds: number): ApiError => {
  const minutes = Math.ceil(seconds / 60);
  return tooMany(
    text(
      `too many wrong passwords in a row; try again in ${minutes} min`,
      `密码连续错误次数过多，请在 ${minutes} 分钟后重试`,
    ),
    seconds,
  );
};

export const makeSignInGuard = (records: SignInRecords, now: () => number): SignInGuard => ({
  check: async (name) => {
    const seconds = secondsLocked(await records.find(name), now());
    if (seconds !== undefined) throw locked(seconds);
  },
  failed: async (name) => {
    if (locks(await records.addFailure(name, now()))) await records.lock(name, now() + LOCK_MS);
  },
  succeeded: async (name) => {
    if (!(await records.clear(name, now()))) throw locked(LOCK_MS / 1000);
  },
});
