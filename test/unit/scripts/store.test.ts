import { inMemoryScripts } from './in-memory.ts';
import { defineScriptStoreSuite } from './store-suite.ts';

const store = inMemoryScripts();
defineScriptStoreSuite(() => store, 'memory');
