import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect } from 'vitest';
import type { AuditEvent } from '../../../functions/platform/audit-event.ts';
import { makeAuditEntity } from '../../../functions/platform/audit-row.ts';
import { openTable, type Table } from '../../../functions/platform/table.ts';
import type { TestEmulator } from '../emulator/start-emulator.ts';

/** One operation: what it works on, the work, and what is there of it. */
export interface Case {
  readonly action: string;
  /** The kind of thing that the event is of. */
  readonly kind: string;
  /** Prepares the thing; gives its id, when it has one before the work. */
  readonly prepare: () => Promise<string>;
  readonly work: (table: Table, id: string) => Promise<unknown>;
  /** The thing as it is now. */
  readonly look: (id: string) => Promise<unknown>;
}

/** A table whose process dies at the call number `at`, before it is sent or after it was answered. */
const dyingTable = (
  { config }: Pick<TestEmulator, 'config'>,
  name: string,
  at: number,
  when: 'before' | 'after',
) => {
  const client = new DynamoDBClient(config);
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
  return { table: openTable(name, client), state };
};

let counter = 0;
/** A name that nothing has yet. */
export const fresh = (word: string): string => {
  counter += 1;
  return `${word}_${counter}`;
};

const eventsOf = async (table: Table, subject: string, action: string): Promise<AuditEvent[]> => {
  const { data } = await makeAuditEntity(table).query.bySubject({ subject }).go({ pages: 'all' });
  return data
    .map(({ document }) => JSON.parse(document) as AuditEvent)
    .filter((event) => event.action === action && event.outcome === 'done');
};

/** Does it once whole, and then once for each of its calls with a process that dies there: changed if and only if there is one event. */
export const killAtAnyCall = async (
  emulator: TestEmulator,
  plain: Table,
  { action, kind, prepare, work, look }: Case,
): Promise<void> => {
  const count = async (id: string) => (await eventsOf(plain, `${kind}/${id}`, action)).length;
  // Twice: the very first thing of its kind may take fewer calls than all after it.
  let whole = dyingTable(emulator, plain.name, Number.POSITIVE_INFINITY, 'after');
  for (let round = 1; round <= 2; round += 1) {
    whole = dyingTable(emulator, plain.name, Number.POSITIVE_INFINITY, 'after');
    const id = await prepare();
    await work(whole.table, id);
    expect(await count(id)).toBe(1);
  }
  const seen = new Set<string>();
  for (let at = 1; at <= whole.state.calls; at += 1)
    for (const when of ['before', 'after'] as const) {
      const id = await prepare();
      const before = JSON.stringify(await look(id));
      await work(dyingTable(emulator, plain.name, at, when).table, id).catch(() => undefined);
      const changed = JSON.stringify(await look(id)) !== before;
      expect(await count(id), `call ${at}, ${when}`).toBe(changed ? 1 : 0);
      seen.add(String(changed));
    }
  expect([...seen].sort()).toEqual(['false', 'true']); // some died too early, some after the change
};
