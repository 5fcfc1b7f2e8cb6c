import { isConditionFailure } from '../platform/failures.ts';

/** Writes on a condition; false: the condition did not hold. */
export const unlessTaken = async (write: () => Promise<unknown>): Promise<boolean> => {
  try {
    await write();
    return true;
  } catch (thrown) {
    if (isConditionFailure(thrown)) return false;
    throw thrown;
  }
};
