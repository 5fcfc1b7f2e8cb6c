import type { RunStore, Waiting } from './store.ts';
import type { Workflow } from './workflow.ts';

/** Starts what an outbox row names and removes the row. Both may happen twice: a name starts one execution. */
export const makeStartExecution =
  ({ store, workflow }: { store: Pick<RunStore, 'clearWaiting'>; workflow: Pick<Workflow, 'start'> }) =>
  async (waiting: Pick<Waiting, 'id' | 'execution'>): Promise<void> => {
    await workflow.start(waiting.execution, { run_id: waiting.id, execution: waiting.execution });
    await store.clearWaiting(waiting);
  };

export type StartExecution = ReturnType<typeof makeStartExecution>;
