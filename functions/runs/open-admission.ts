import { deferred } from '../platform/deferred.ts';
import type { Log } from '../platform/log.ts';
import type { Table } from '../platform/table.ts';
import { makeAdmission } from './admission/admission.ts';
import { makeQueueStore } from './admission/queue-store.ts';
import { makeRunStore } from './store.ts';
import type { Workflow } from './workflow.ts';

/**
 * Opens slots and queue, and a store of runs that gives the slot of a run to the next one when it writes the run's end. The
 * function needs the table (read and write), and `bindStart` of the state machine.
 */
export const openAdmission = (table: Table, config: { readonly STATE_MACHINE_ARN: string }, log: Log) => {
  const queue = makeQueueStore(table);
  const workflow = deferred<Workflow>(async () => (await import('./open-workflow.ts')).openWorkflow(config));
  const admission = makeAdmission({ store: makeRunStore(table), queue, workflow, now: Date.now, log });
  return { ...admission, queue, workflow };
};
