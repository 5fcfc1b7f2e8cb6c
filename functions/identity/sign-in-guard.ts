import { ApiError, errorCodes, tooMany } from '../platform/errors.ts';
import { text } from '../platform/text.ts';
import { isForgotten, LOCK_MS, locks, type SignInRecord, secondsLocked } from './lockout.ts';
import type { SignInRecords } from './sign-in-store.ts';

/** What the pool said to a password or code; `half`: a right one that another challenge follows. */
export type Verdict = 'right' | 'half' | 'wrong';

/** Keeps passwords from being guessed: every place that takes one asks the pool through this. */
export interface SignInGuard {
  /**
   * Counts the try, asks, and takes the answer into account: the fifth wrong one in a row locks the name for half an hour,
   * a right one ends the series. No more than five tries are with the pool at a time, however many come at once; the
   * others wait a while. Throws 42901 with the seconds to wait; what `ask` throws says nothing of the password and does
   * not count.
   */
  attempt<Answer>(
    name: string,
    ask: () => Promise<Answer>,
    verdictOf: (answer: Answer) => Verdict,
  ): Promise<Answer>;
}

/** How long and how often a try waits for one of five that are under way, in milliseconds; and when to come again. */
const TURN_MS = 150;
const TURNS = 20;
const BUSY_SECONDS = 5;

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

const busy = (): ApiError =>
  tooMany(
    text('too many tries at once for this name; try again in a moment', '该用户名同时尝试过多，请稍后重试'),
    BUSY_SECONDS,
  );

/** Why the guard let a try not through, as the sign-in log has it; undefined for anything else that was thrown. */
export const reasonOfRefusal = (thrown: unknown): 'locked' | 'busy' | undefined => {
  if (!(thrown instanceof ApiError) || thrown.code !== errorCodes.tooMany) return undefined;
  return thrown.retryAfter === BUSY_SECONDS ? 'busy' : 'locked';
};

/** `wait` resolves after so many milliseconds. */
export const makeSignInGuard = (
  records: SignInRecords,
  now: () => number,
  wait: (ms: number) => Promise<unknown>,
): SignInGuard => {
  const reserve = async (name: string): Promise<SignInRecord> => {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const reserved = await records.reserve(name, now());
      if (reserved !== undefined) return reserved;
      const record = await records.find(name);
      const seconds = secondsLocked(record, now());
      if (seconds !== undefined) throw locked(seconds);
      if (record !== undefined && isForgotten(record, now())) {
        await records.lock(name, now() + LOCK_MS);
        throw locked(LOCK_MS / 1000);
      }
      await wait(TURN_MS);
    }
    throw busy();
  };

  return {
    attempt: async (name, ask, verdictOf) => {
      const reserved = await reserve(name);
      let answer: Awaited<ReturnType<typeof ask>>;
      try {
        answer = await ask();
      } catch (thrown) {
        await records.giveBack(name);
        throw thrown;
      }
      const verdict = verdictOf(answer);
      if (verdict === 'half') await records.giveBack(name);
      if (verdict === 'wrong' && locks(reserved)) await records.lock(name, now() + LOCK_MS);
      // Others guessing at the same time may have locked the name meanwhile.
      if (verdict === 'right' && !(await records.clear(name, now()))) throw locked(LOCK_MS / 1000);
      return answer;
    },
  };
};
