import { makeMemoryRunStore } from './stage/memory-run-store.ts';
import { describeRunStore } from './stage/store-suite.ts';

/** The store that the other tests of runs stand on does what the real one does. */
const ready = new Set<string>();
const store = makeMemoryRunStore((id) => ready.has(id));
describeRunStore('runs in memory', async () => ({
  store,
  queue: store.queue,
  setReady: async (id, is) => void (is ? ready.add(id) : ready.delete(id)),
  pinOnly: async (id, runId) => store.pinOnly(id, runId),
}));
