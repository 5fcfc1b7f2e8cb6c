import { inMemoryFiles } from './in-memory.ts';
import { defineFileStoreSuite } from './store-suite.ts';

const store = inMemoryFiles();
defineFileStoreSuite(() => store, 'memory');
