import { unavailable } from '../platform/errors.ts';
import { expiryList, NO_WORK, workList } from './entities.ts';
import { executionName, isFinal, type Run } from './run.ts';
import { monthOf, timeOfId } from './run-ids.ts';

/** A run as its row. */
export const runRow = (run: Run) => ({
  id: run.id,
  createdBy: run.created_by,
  department: run.department ?? '',
  month: monthOf(timeOfId(run.id)),
  script: run.script,
  status: run.status,
  revision: run.revision,
  state: run,
  work: workOf(run),
});

/** The list in which a run stands: of those that are not final, of a date on which it is looked at, or none. */
const workOf = (run: Run): string => {
  if (!isFinal(run)) return workList('active', run.id);
  return run.look_on === null ? NO_WORK : expiryList(run.look_on);
};

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
