/**
 * Operations of the platform whose process dies at each of its calls to the table, before and after it: what is changed has its
 * event, and what has an event is changed.
 */
import { afterAll, beforeAll, it } from 'vitest';
import { makeFileStore } from '../../../functions/files/store.ts';
import { audited } from '../../../functions/platform/audit-context.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { makeRunStore } from '../../../functions/runs/store.ts';
import { makeScriptStore } from '../../../functions/scripts/store.ts';
import { announced, filesApi, readyFile } from '../../unit/files/files-api.ts';
import { inputs, make } from '../../unit/runs/stage/store-under-test.ts';
import { scriptsApi, source } from '../../unit/scripts/scripts-api.ts';
import { startEmulator, type TestEmulator } from '../emulator/start-emulator.ts';
import { makeTable } from '../runs/make-table.ts';
import { putReadyFile } from '../runs/put-ready-file.ts';
import { type Case, fresh, killAtAnyCall } from './killing.ts';

let emulator: TestEmulator;
let plain: Table;
beforeAll(async () => {
  emulator = await startEmulator();
  plain = await makeTable(emulator);
});
afterAll(() => emulator?.stop());

const files = (table: Table) => filesApi({ store: makeFileStore(table) });
const scripts = (table: Table) => scriptsApi({ store: makeScriptStore(table) });
const lookAtScript = async (name: string) => {
  const found = await makeScriptStore(plain).find(name);
  return found && { version: found.version, current: found.currentVersion, archived: found.archived };
};
const uploadTo = (table: Table, name: string, words: string) =>
  scripts(table).author('POST', '/scripts/upload', source(name, words));
const lookAtFile = async (id: string) => (await makeFileStore(plain).find(id))?.status;
const must = async (done: Promise<{ status: number; body: unknown }>) => {
  const answer = await done;
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
};

const cases: Readonly<Record<string, Case>> = {
  'a script is uploaded for the first time': {
    action: 'scripts.upload',
    kind: 'script',
    prepare: async () => fresh('script'),
    work: (table, name) => uploadTo(table, name, 'def main(): ...'),
    look: lookAtScript,
  },
  'a script is changed': {
    action: 'scripts.update',
    kind: 'script',
    prepare: async () => {
      const name = fresh('script');
      await must(uploadTo(plain, name, 'def main(): ...'));
      return name;
    },
    work: (table, name) =>
      scripts(table).author('PATCH', `/scripts/${name}`, { body: { version: 1, description: 'x' } }),
    look: lookAtScript,
  },
  'a script is archived': {
    action: 'scripts.archive',
    kind: 'script',
    prepare: async () => {
      const name = fresh('script');
      await must(uploadTo(plain, name, 'def main(): ...'));
      return name;
    },
    work: (table, name) => scripts(table).author('DELETE', `/scripts/${name}?version=1`),
    look: lookAtScript,
  },
  'a file is renamed': {
    action: 'files.update',
    kind: 'file',
    prepare: async () => {
      const api = files(plain);
      return readyFile(api, api.clerk, 'a.csv');
    },
    work: (table, id) => files(table).clerk('PATCH', `/files/${id}`, { body: { version: 1, name: 'b.csv' } }),
    look: async (id) => (await makeFileStore(plain).find(id))?.name,
  },
  'a file is deleted': {
    action: 'files.delete',
    kind: 'file',
    prepare: async () => {
      const made = await files(plain).clerk('POST', '/files', announced('a.csv'));
      return made.body.data.id;
    },
    work: (table, id) => files(table).clerk('DELETE', `/files/${id}`),
    look: lookAtFile,
  },
  'a run is written with its pins, its place in the queue and its inputs': {
    action: 'runs.start',
    kind: 'run',
    prepare: async () => {
      await putReadyFile(plain, 'file_1');
      return make({}).id;
    },
    work: (table, id) => {
      const run = { ...make({}), id, file_ids: ['file_1'] };
      return audited({ action: 'runs.start', resource: { type: 'run', id }, after: {} }, () =>
        makeRunStore(table).create(run, { inputs, claim: undefined, ledger: undefined }, Date.now()),
      );
    },
    look: async (id) => (await makeRunStore(plain).find(id))?.status,
  },
};

it.each(Object.entries(cases))(
  '%s, and the process dies at any call: changed if and only if there is one event',
  (_, each) => killAtAnyCall(emulator, plain, each),
);
