import { makeMemoryStores } from './stage/memory-stores.ts';
import { defineStoreSuite } from './stage/store-suite.ts';

const stores = makeMemoryStores();
defineStoreSuite(() => stores);
