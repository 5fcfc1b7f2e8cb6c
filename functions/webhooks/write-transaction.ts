import { unavailable } from '../platform/errors.ts';

/** How a transaction of ElectroDB ended. */
interface TransactionResult {
  readonly canceled: boolean;
  readonly data: readonly { readonly code?: string }[];
}

/**
 * Whether a transaction was written. false: a condition did not hold, or somebody else wrote one of its rows at the same
 * moment. Throws 50301 when it failed otherwise.
 */
export const isWritten = ({ canceled, data }: TransactionResult): boolean => {
  if (!canceled) return true;
  const codes = data.map(({ code }) => code ?? 'None');
  if (codes.every((code) => ['None', 'ConditionalCheckFailed', 'TransactionConflict'].includes(code)))
    return false;
  throw unavailable(new Error(`the transaction was cancelled: ${codes.join(', ')}`));
};
