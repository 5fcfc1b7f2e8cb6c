import { makeMemoryRunStore } from './stage/memory-run-store.ts';
import { describeRunStore } from './stage/store-suite.ts';

/** The store that the other tests of runs stand on does what the real one does. */
const store = makeMemoryRunStore();
describeRunStore('runs in memory', async () => store);
