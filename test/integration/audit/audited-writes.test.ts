/** A change and its audit event are one write: seen on the emulator's table, with processes that die at every step. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createWriteTransaction, Entity } from 'electrodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type AuditedChange,
  aside,
  audited,
  inAuditContext,
} from '../../../functions/platform/audit-context.ts';
import type { AuditEvent } from '../../../functions/platform/audit-event.ts';
import { makeAuditEntity } from '../../../functions/platform/audit-row.ts';
import { conditionHeld } from '../../../functions/platform/conditional-write.ts';
import { openTable, type Table, tableService } from '../../../functions/platform/table.ts';
import { startEmulator, type TestEmulator } from '../emulator/start-emulator.ts';
import { makeTable } from '../runs/make-table.ts';

const origin = {
  actor: {
    type: 'user',
    id: 'u-1',
    name: 'ann',
    roles: ['admin'],
    session: 'ses_1',
    on_behalf_of: null,
  },
  address: '10.0.0.7',
  device: 'a browser',
  page: '/things',
  request_id: 'req-1',
  operation: 'changeThing',
} as const;

const makeThings = (table: Table) =>
  new Entity(
    {
      model: { entity: 'thing', version: '1', service: tableService },
      attributes: { id: { type: 'string', required: true }, size: { type: 'number' } },
      indexes: { primary: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: [] } } },
    },
    { table: table.name, client: table.client },
  );

let emulator: TestEmulator;
let plain: Table;
let counter = 0;
let id = '';

beforeAll(async () => {
  emulator = await startEmulator();
  plain = await makeTable(emulator);
});
afterAll(() => emulator?.stop());
beforeEach(() => {
  counter += 1;
  id = `thing-${counter}`;
});

const change = (): AuditedChange => ({ action: 'things.change', resource: { type: 'thing', id } });
const inRequest = <Result>(work: () => Promise<Result>): Promise<Result> => inAuditContext({ origin }, work);
const sizeOf = async () =>
  (await makeThings(plain).get({ id }).go({ consistent: true })).data?.size ?? undefined;
const eventsOf = async (thing = id): Promise<AuditEvent[]> => {
  const { data } = await makeAuditEntity(plain)
    .query.bySubject({ subject: `thing/${thing}` })
    .go({ pages: 'all' });
  return data.map(({ document }) => JSON.parse(document) as AuditEvent);
};

/** The four kinds of write; each makes the thing's size 2, or removes it. */
const kinds: Readonly<Record<string, (table: Table) => Promise<unknown>>> = {
  put: (table: Table) => makeThings(table).put({ id, size: 2 }).go(),
  'conditional put': (table: Table) =>
    makeThings(table)
      .put({ id, size: 2 })
      .where(({ size }, { eq }) => eq(size, 1))
      .go(),
  update: (table: Table) => makeThings(table).update({ id }).set({ size: 2 }).go(),
  patch: (table: Table) => makeThings(table).patch({ id }).set({ size: 2 }).go(),
  delete: (table: Table) => makeThings(table).delete({ id }).go(),
  transaction: async (table: Table) => {
    const things = makeThings(table);
    const result = await createWriteTransaction({ things }, (write) => [
      write.things
        .put({ id, size: 2 })
        .where(({ size }, { eq }) => eq(size, 1))
        .commit(),
      write.things.put({ id: `${id}-other`, size: 2 }).commit(),
    ]).go();
    expect(result.canceled).toBe(false);
  },
};
/** Makes the change of a kind. */
const make = (kind: string, table: Table) => kinds[kind]?.(table) ?? Promise.reject(new Error(kind));

/** What the emulator sees of a client, with something happening around its write. */
const tableWith = (around: (send: () => Promise<unknown>, attempt: number) => Promise<unknown>): Table => {
  const client = new DynamoDBClient({ ...emulator.config, maxAttempts: 3 });
  let attempt = 0;
  client.middlewareStack.add(
    (next, context) => async (args) =>
      context.commandName?.startsWith('Get')
        ? next(args)
        : ((await around(() => next(args), ++attempt)) as Awaited<ReturnType<typeof next>>),
    { step: 'finalizeRequest', priority: 'low', name: 'around' },
  );
  return openTable(plain.name, client);
};

describe.each(Object.keys(kinds))('a %s inside audited', (kind) => {
  const done = kind === 'delete' ? undefined : 2;
  beforeEach(() => makeThings(plain).put({ id, size: 1 }).go());

  it('is written with one event, which says who, where and what', async () => {
    await inRequest(() =>
      audited({ ...change(), before: { size: 1 }, after: { size: 2 } }, () => make(kind, plain)),
    );
    expect(await sizeOf()).toBe(done);
    expect(await eventsOf()).toMatchObject([
      {
        ...origin,
        action: 'things.change',
        outcome: 'done',
        in_transaction: true,
        before: { size: 1 },
        after: { size: 2 },
      },
    ]);
  });

  it('leaves nothing when the process dies before it', async () => {
    const table = tableWith(async () => {
      throw new Error('killed');
    });
    await expect(inRequest(() => audited(change(), () => make(kind, table)))).rejects.toThrow('killed');
    expect([await sizeOf(), await eventsOf()]).toEqual([1, []]);
  });

  it('is there with its event when the process dies after it', async () => {
    const table = tableWith(async (send) => {
      await send();
      throw new Error('killed');
    });
    await expect(inRequest(() => audited(change(), () => make(kind, table)))).rejects.toThrow('killed');
    expect(await sizeOf()).toBe(done);
    expect(await eventsOf()).toHaveLength(1);
  });

  it('is not doubled when an answer is lost and the client sends it again', async () => {
    const attempts: number[] = [];
    const table = tableWith(async (send, attempt) => {
      attempts.push(attempt);
      const answer = await send();
      if (attempt === 1) throw Object.assign(new Error('lost'), { name: 'TimeoutError' });
      return answer;
    });
    await inRequest(() => audited(change(), () => make(kind, table)));
    expect(attempts).toEqual([1, 2]);
    expect(await sizeOf()).toBe(done);
    expect(await eventsOf()).toHaveLength(1);
  });

  it('cannot be followed by a second write of the same change', async () => {
    const twice = inRequest(() =>
      audited(change(), async () => {
        await make(kind, plain);
        await makeThings(plain).put({ id, size: 3 }).go();
      }),
    );
    await expect(twice).rejects.toThrow('one change is one write');
    expect(await sizeOf()).toBe(done);
    expect(await eventsOf()).toHaveLength(1);
  });
});

describe('a refused write inside audited', () => {
  const whenSizeIs = (size: number) =>
    makeThings(plain)
      .put({ id, size: 2 })
      .where((row, { eq }) => eq(row.size, size))
      .go();

  it('looks like a refused single write, leaves no event, and the next try carries one', async () => {
    await makeThings(plain).put({ id, size: 1 }).go();
    const held = await inRequest(() =>
      audited(change(), async () => [
        await conditionHeld(() => whenSizeIs(7)),
        await conditionHeld(() => whenSizeIs(1)),
      ]),
    );
    expect(held).toEqual([false, true]);
    expect(await eventsOf()).toHaveLength(1);
  });

  it('in a transaction gives its own reasons only, at their own places', async () => {
    const things = makeThings(plain);
    const result = await inRequest(() =>
      audited(change(), () =>
        createWriteTransaction({ things }, (write) => [
          write.things.put({ id: `${id}-free`, size: 1 }).commit(),
          write.things
            .put({ id, size: 2 })
            .where((row, { eq }) => eq(row.size, 1))
            .commit(),
        ]).go(),
      ),
    );
    expect(result.canceled).toBe(true);
    expect(result.data.map(({ code }) => code ?? 'None')).toEqual(['None', 'ConditionalCheckFailed']);
    expect(await eventsOf()).toEqual([]);
  });

  it('returns what an entity’s create returns', async () => {
    const { data } = await inRequest(() =>
      audited(change(), () => makeThings(plain).create({ id, size: 4 }).go()),
    );
    expect(data).toEqual({ id, size: 4 });
  });
});

describe('what cannot carry an event', () => {
  it('is refused: batches, and updates that ask for their values', async () => {
    const things = makeThings(plain);
    await expect(
      inRequest(() => audited(change(), () => things.put([{ id, size: 1 }]).go())),
    ).rejects.toThrow('a batch is no transaction');
    await expect(
      inRequest(() =>
        audited(change(), () => things.update({ id }).set({ size: 1 }).go({ response: 'all_new' })),
      ),
    ).rejects.toThrow('cannot carry an event');
    expect([await sizeOf(), await eventsOf()]).toEqual([undefined, []]);
  });

  it('goes aside when it is no part of the change', async () => {
    const things = makeThings(plain);
    await inRequest(() =>
      audited(change(), async () => {
        await aside(() => things.put([{ id: `${id}-pin`, size: 1 }]).go());
        await things.put({ id, size: 1 }).go();
      }),
    );
    expect(await eventsOf()).toHaveLength(1);
  });

  it('is a write after the change is over', async () => {
    const things = makeThings(plain);
    let later: (() => Promise<unknown>) | undefined;
    await inRequest(() =>
      audited(change(), async () => {
        const { promise, resolve } = Promise.withResolvers<void>();
        const forgotten = promise.then(() => things.put({ id, size: 9 }).go());
        later = () => {
          resolve();
          return forgotten;
        };
      }),
    );
    await expect(later?.()).rejects.toThrow('one change is one write');
  });
});
