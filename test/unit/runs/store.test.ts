import { describeKeptRuns } from './stage/kept-suite.ts';
import { makeMemoryRunStore } from './stage/memory-run-store.ts';
import { describeQueueStore } from './stage/queue-suite.ts';
import { describeRunStore } from './stage/store-suite.ts';

/** The store that the other tests of runs stand on does what the real one does. */
const ready = new Set<string>();
const store = makeMemoryRunStore((id) => ready.has(id));
const open = async () => ({
  store,
  queue: store.queue,
  setReady: async (id: string, is: boolean) => void (is ? ready.add(id) : ready.delete(id)),
  pinOnly: async (id: string, runId: string) => store.pinOnly(id, runId),
});
describeRunStore('runs in memory', open);
describeQueueStore('the queue in memory', open);
describeKeptRuns('runs in memory', open);
