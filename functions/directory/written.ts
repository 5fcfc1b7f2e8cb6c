import { unavailable } from '../platform/errors.ts';

/** What came of a write; `no_unit`: the department or group `unit` is gone. */
export type Written =
  | { readonly is: 'written' | 'stale' | 'last_administrator' | 'key_used' }
  | { readonly is: 'no_unit'; readonly unit: string };

/** A transaction's answer, as ElectroDB gives it. */
interface Answer {
  readonly canceled: boolean;
  readonly data: readonly { code?: string | undefined }[];
}

/** How often a transaction that met another one is sent again: a unit's count is written by many. */
const TRIES = 8;
/** The longest wait before the first repetition, in milliseconds; it doubles each time. */
const WAIT_MS = 20;

/** `meanings` says for each item of the transaction what a failed condition of it means. */
const outcomeOf = ({ canceled, data }: Answer, meanings: readonly Written[]): Written | undefined => {
  if (!canceled) return { is: 'written' };
  const codes = data.map(({ code }) => code ?? 'None');
  const failed = codes.indexOf('ConditionalCheckFailed');
  if (failed >= 0) return meanings[failed] ?? { is: 'stale' };
  if (codes.every((code) => code === 'None' || code === 'TransactionConflict')) return undefined;
  throw unavailable(new Error(`the transaction was cancelled: ${codes.join(', ')}`));
};

/** Sends a transaction until it is written or one of its conditions does not hold. */
export const writeAll = async (
  send: () => Promise<Answer>,
  meanings: readonly Written[],
): Promise<Written> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const outcome = outcomeOf(await send(), meanings);
    if (outcome !== undefined) return outcome;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * WAIT_MS * 2 ** tries));
  }
  throw unavailable(new Error('the transaction met others too often'));
};
