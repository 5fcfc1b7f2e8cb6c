import { unavailable } from './errors.ts';
import { isConditionFailure } from './failures.ts';

const lostRace = new Set(['None', 'ConditionalCheckFailed', 'TransactionConflict']);

/** Whether a transaction was written; false: somebody else was first. Throws when it was cancelled for another reason. */
export const committed = (result: {
  canceled: boolean;
  data: readonly { code?: string | undefined }[];
}): boolean => {
  if (!result.canceled) return true;
  const codes = result.data.map(({ code }) => code ?? 'None');
  if (codes.every((code) => lostRace.has(code))) return false;
  throw unavailable(new Error(`the transaction was cancelled: ${codes.join(', ')}`));
};

/** What a conditional write answers; undefined: its condition did not hold. */
export const unlessRefused = async <Answer>(write: () => Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await write();
  } catch (thrown) {
    if (isConditionFailure(thrown)) return undefined;
    throw thrown;
  }
};

/** Whether a conditional write was done; false: its condition did not hold. */
export const conditionHeld = async (write: () => Promise<unknown>): Promise<boolean> =>
  (await unlessRefused(async () => {
    await write();
    return true;
  })) ?? false;
