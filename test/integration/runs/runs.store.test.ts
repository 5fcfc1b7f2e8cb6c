/** The store of runs on the emulator's DynamoDB: the same suite as the one in memory. */
import { afterAll, beforeAll } from 'vitest';
import { makeFileEntity } from '../../../functions/files/index.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { makeQueueStore } from '../../../functions/runs/admission/queue-store.ts';
import { makePinEntity } from '../../../functions/runs/entities.ts';
import { makeRunStore } from '../../../functions/runs/store.ts';
import { describeRunStore } from '../../unit/runs/stage/store-suite.ts';
import { startEmulator, type TestEmulator } from '../emulator/start-emulator.ts';
import { makeTable } from './make-table.ts';
import { putReadyFile } from './put-ready-file.ts';

let emulator: TestEmulator;
let table: Table;

beforeAll(async () => {
  emulator = await startEmulator();
  table = await makeTable(emulator);
});
afterAll(() => emulator?.stop());

describeRunStore('runs in DynamoDB', async () => ({
  store: makeRunStore(table),
  queue: makeQueueStore(table),
  setReady: async (id, is) => {
    if (is) await putReadyFile(table, id);
    else await makeFileEntity(table).delete({ id }).go();
  },
  pinOnly: async (fileId, runId) => {
    await makePinEntity(table).put({ fileId, runId }).go();
  },
}));
