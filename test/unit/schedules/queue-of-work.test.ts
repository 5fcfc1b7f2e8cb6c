import { describe, expect, it } from 'vitest';
import type { ScheduleWork } from '../../../events/sqs/schedule-work.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import { makeHandOn } from '../../../functions/schedules/hand-on.ts';
import { workThrough } from '../../../functions/schedules/work-through.ts';

const work = (n: number): ScheduleWork => ({ kind: 'plan', schedule_ids: [`sch_${n}`] });

/** A queue that takes ten messages a call, and refuses those with a word in them. */
const makeQueue = (refused = 'nothing') => {
  const taken: unknown[] = [];
  const send = async ({ input }: { input: { Entries: { Id: string; MessageBody: string }[] } }) => {
    if (input.Entries.length > 10) throw new Error('too many');
    const [no, yes] = [true, false].map((wanted) =>
      input.Entries.filter(({ MessageBody }) => MessageBody.includes(refused) === wanted),
    );
    taken.push(...(yes ?? []).map(({ MessageBody }) => JSON.parse(MessageBody) as unknown));
    return { Failed: (no ?? []).map(({ Id }) => ({ Id })) };
  };
  return { taken, client: { send } as unknown as Parameters<typeof makeHandOn>[0] };
};

describe('work that is handed on', () => {
  it('reaches the queue whole, ten messages a call', async () => {
    const { taken, client } = makeQueue();
    const works = Array.from({ length: 37 }, (_, n) => work(n));
    await makeHandOn(client, 'https://sqs.test/queue')(works);
    expect(taken).toHaveLength(37);
    expect(taken).toEqual(expect.arrayContaining(works));
  });

  it('is a failure of the heartbeat when the queue refuses a message, so that it is seen', async () => {
    const { taken, client } = makeQueue('sch_3"');
    const works = Array.from({ length: 12 }, (_, n) => work(n));
    await expect(makeHandOn(client, 'https://sqs.test/queue')(works)).rejects.toThrow('refused 1');
    expect(taken).toHaveLength(11);
  });
});

describe('messages of the queue', () => {
  it('that fail are named to come again, and the others do not', async () => {
    const done: string[] = [];
    const records = ['a', 'b', 'c'].map((body) => ({ messageId: `id-${body}`, body }));
    const answer = await workThrough(
      records,
      makeLog('test', () => undefined),
      async (body) => {
        if (body === 'b') throw new Error('no');
        done.push(body);
      },
    );
    expect([done, answer]).toEqual([['a', 'c'], { batchItemFailures: [{ itemIdentifier: 'id-b' }] }]);
  });
});
