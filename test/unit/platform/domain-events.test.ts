import type { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { expect, test } from 'vitest';
import type { DomainEvent } from '../../../events/domain/domain-event.ts';
import { makePublishEvents } from '../../../functions/platform/domain-events.ts';

const tick = (n: number): DomainEvent => ({
  type: 'schedule.tick',
  detail: {
    id: `sch_1:${n}`,
    at: '2026-11-24T23:20:10.120Z',
    schedule_id: 'sch_1',
    schedule: 'month_end',
    script: 'merge',
    due_at: '2026-11-24T23:20:00.000Z',
    outcome: 'skipped',
    reason: 'the one before still runs',
    run_id: null,
  },
});

/** A bus that refuses what `refuses` says of a detail's id and how often it came. */
const bus = (refuses: (id: string, time: number) => boolean) => {
  const calls: string[][] = [];
  const times = new Map<string, number>();
  const taken: string[] = [];
  const send = async (command: PutEventsCommand) => {
    const entries = command.input.Entries ?? [];
    const ids = entries.map(({ Detail }) => String(JSON.parse(Detail ?? '{}').id));
    calls.push(ids);
    return {
      Entries: ids.map((id) => {
        const time = (times.get(id) ?? 0) + 1;
        times.set(id, time);
        if (refuses(id, time)) return { ErrorCode: 'ThrottlingException' };
        taken.push(id);
        return { EventId: id };
      }),
    };
  };
  return { calls, taken, client: { send } as unknown as Pick<EventBridgeClient, 'send'> };
};

test('publishes in calls of ten', async () => {
  const { client, calls, taken } = bus(() => false);
  await makePublishEvents('openscript', client)(Array.from({ length: 23 }, (_, n) => tick(n)));
  expect(calls.map(({ length }) => length)).toEqual([10, 10, 3]);
  expect(taken).toHaveLength(23);
});

test('sends again what the bus refused, and only that', async () => {
  const { client, calls, taken } = bus((id, time) => id === 'sch_1:1' && time < 3);
  await makePublishEvents('openscript', client)([tick(0), tick(1), tick(2)]);
  expect(calls).toEqual([['sch_1:0', 'sch_1:1', 'sch_1:2'], ['sch_1:1'], ['sch_1:1']]);
  expect(taken).toEqual(['sch_1:0', 'sch_1:2', 'sch_1:1']);
});

test('throws when the bus goes on refusing, and for an event that is not in its shape', async () => {
  const publish = makePublishEvents('openscript', bus((id) => id === 'sch_1:1').client);
  await expect(publish([tick(0), tick(1)])).rejects.toThrow('1 of 2');
  const wrong = { ...tick(0), detail: { ...tick(0).detail, due_at: 'yesterday' } } as DomainEvent;
  await expect(publish([wrong])).rejects.toThrow('due_at');
});

test('says nothing when there is nothing to say', async () => {
  const { client, calls } = bus(() => false);
  await makePublishEvents('openscript', client)([]);
  expect(calls).toEqual([]);
});
