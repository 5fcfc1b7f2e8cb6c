/** The store of runs on the emulator's DynamoDB: the same suite as the one in memory. */
import { afterAll, beforeAll } from 'vitest';
import type { Table } from '../../../functions/platform/table.ts';
import { makeRunStore } from '../../../functions/runs/store.ts';
import { describeRunStore } from '../../unit/runs/stage/store-suite.ts';
import { startEmulator, type TestEmulator } from '../emulator/start-emulator.ts';
import { makeTable } from './make-table.ts';

let emulator: TestEmulator;
let table: Table;

beforeAll(async () => {
  emulator = await startEmulator();
  table = await makeTable(emulator);
});
afterAll(() => emulator?.stop());

describeRunStore('runs in DynamoDB', async () => makeRunStore(table));
