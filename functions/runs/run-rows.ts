import { unavailable } from '../platform/errors.ts';
import { workList } from './entities.ts';
import { executionName, type Run } from './run.ts';
import { monthOf, timeOfId } from './run-ids.ts';

/** A run as its row. */
export const runRow = (run: Run) => ({
  id: run.id,
  createdBy: run.created_by,
  month: monthOf(timeOfId(run.id)),
  script: run.script,
  status: run.status,
  revision: run.revision,
  state: run,
  work: workList('active', run.id),
});

/** The row of its execution that is to be started. */
export const outboxRow = (run: Run) => ({
  id: run.id,
  execution: executionName(run),
  since: run.changed_at,
  work: workList('outbox', run.id),
});

/** What a transaction answers: for each item why it was not written, in their order. */
interface Result {
  readonly canceled: boolean;
  readonly data: readonly { readonly code?: string | undefined }[];
}

const harmless = new Set(['None', 'ConditionalCheckFailed', 'TransactionConflict']);

/** The codes of a transaction that others were quicker than; undefined: written. Throws when it was cancelled for any other reason. */
export const codesOf = ({ canceled, data }: Result): readonly string[] | undefined => {
  if (!canceled) return undefined;
  const codes = data.map(({ code }) => code ?? 'None');
  if (codes.every((code) => harmless.has(code))) return codes;
  throw unavailable(new Error(`the transaction was cancelled: ${codes.join(', ')}`));
};

/** True: written. False: another write was first. */
export const committed = (result: Result): boolean => codesOf(result) === undefined;
