/** The store of runs on the emulator's DynamoDB: the same suite as the one in memory. */
import { afterAll, beforeAll } from 'vitest';
import { makeFileEntity } from '../../../functions/files/index.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { makeQueueStore } from '../../../functions/runs/admission/queue-store.ts';
import { makePinEntity } from '../../../functions/runs/entities.ts';
import { makeRunStore } from '../../../functions/runs/store.ts';
import { describeKeptRuns } from '../../unit/runs/stage/kept-suite.ts';
import { describeQueueStore } from '../../unit/runs/stage/queue-suite.ts';
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

const open = async () => ({
  store: makeRunStore(table),
  queue: makeQueueStore(table),
  setReady: async (id: string, is: boolean) => {
    if (is) await putReadyFile(table, id);
    else await makeFileEntity(table).delete({ id }).go();
  },
  pinOnly: async (fileId: string, runId: string) => {
    await makePinEntity(table).put({ fileId, runId }).go();
  },
});
describeRunStore('runs in DynamoDB', open);
describeQueueStore('the queue in DynamoDB', open);
describeKeptRuns('runs in DynamoDB', open);
