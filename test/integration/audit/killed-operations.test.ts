/**
 * Operations of the platform whose process dies at each of its calls to the table, before and after it: what is changed has its
 * event, and what has an event is changed.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFileStore } from '../../../functions/files/store.ts';
import { audited } from '../../../functions/platform/audit-context.ts';
import type { AuditEvent } from '../../../functions/platform/audit-event.ts';
import { makeAuditEntity } from '../../../functions/platform/audit-row.ts';
import { openTable, type Table } from '../../../functions/platform/table.ts';
import { makeRunStore } from '../../../functions/runs/store.ts';
import { makeScriptStore } from '../../../functions/scripts/store.ts';
import { announced, filesApi, readyFile } from '../../unit/files/files-api.ts';
import { inputs, make } from '../../unit/runs/stage/store-under-test.ts';
import { scriptsApi, source } from '../../unit/scripts/scripts-api.ts';
import { startEmulator, type TestEmulator } from '../emulator/start-emulator.ts';
import { makeTable } from '../runs/make-table.ts';
import { putReadyFile } from '../runs/put-ready-file.ts';

let emulator: TestEmulator;
let plain: Table;
beforeAll(async () => {
  emulator = await startEmulator();
  plain = await makeTable(emulator);
});
afterAll(() => emulator?.stop());

/** A table whose process dies at the call number `at`, before it is sent or after it was answered. */
const dyingTable = (at: number, when: 'before' | 'after') => {
  const client = new DynamoDBClient(emulator.config);
  const state = { calls: 0 };
  client.middlewareStack.add(
    (next) => async (args) => {
      state.calls += 1;
      if (state.calls > at || (state.calls === at && when === 'before')) throw new Error('killed');
      const answer = await next(args);
      if (state.calls === at) throw new Error('killed');
      return answer;
    },
    { step: 'initialize', priority: 'high', name: 'dying' },
  );
  return { table: openTable(plain.name, client), state };
};

let counter = 0;
const fresh = (word: string): string => {
  counter += 1;
  return `${word}_${counter}`;
};

/** One operation: what it works on, the work, and what is there of it. */
interface Case {
  readonly action: string;
  /** Prepares the thing; gives its id, when it has one before the work. */
  readonly prepare: () => Promise<string>;
  readonly work: (table: Table, id: string) => Promise<unknown>;
  /** The thing as it is now. */
  readonly look: (id: string) => Promise<unknown>;
}
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
    prepare: async () => fresh('script'),
    work: (table, name) => uploadTo(table, name, 'def main(): ...'),
    look: lookAtScript,
  },
  'a script is changed': {
    action: 'scripts.update',
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
    prepare: async () => {
      const api = files(plain);
      return readyFile(api, api.clerk, 'a.csv');
    },
    work: (table, id) => files(table).clerk('PATCH', `/files/${id}`, { body: { version: 1, name: 'b.csv' } }),
    look: async (id) => (await makeFileStore(plain).find(id))?.name,
  },
  'a file is deleted': {
    action: 'files.delete',
    prepare: async () => {
      const made = await files(plain).clerk('POST', '/files', announced('a.csv'));
      return made.body.data.id;
    },
    work: (table, id) => files(table).clerk('DELETE', `/files/${id}`),
    look: lookAtFile,
  },
  'a run is written with its pins, its place in the queue and its inputs': {
    action: 'runs.start',
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

const eventsOf = async (id: string, action: string): Promise<AuditEvent[]> => {
  const type = action.split('.')[0]?.replace(/s$/, '');
  const { data } = await makeAuditEntity(plain)
    .query.bySubject({ subject: `${type}/${id}` })
    .go({ pages: 'all' });
  return data
    .map(({ document }) => JSON.parse(document) as AuditEvent)
    .filter((event) => event.action === action && event.outcome === 'done');
};

describe.each(Object.entries(cases))('%s', (_name, { action, prepare, work, look }) => {
  it('and the process dies at any call: changed if and only if there is one event', async () => {
    const whole = dyingTable(Number.POSITIVE_INFINITY, 'after');
    const first = await prepare();
    await work(whole.table, first);
    expect(await eventsOf(first, action)).toHaveLength(1);
    const seen = new Set<string>();
    for (let at = 1; at <= whole.state.calls; at += 1)
      for (const when of ['before', 'after'] as const) {
        const id = await prepare();
        const before = JSON.stringify(await look(id));
        await work(dyingTable(at, when).table, id).catch(() => undefined);
        const changed = JSON.stringify(await look(id)) !== before;
        expect((await eventsOf(id, action)).length, `call ${at}, ${when}`).toBe(changed ? 1 : 0);
        seen.add(String(changed));
      }
    expect([...seen].sort()).toEqual(['false', 'true']); // some died too early, some after the change
  });
});
