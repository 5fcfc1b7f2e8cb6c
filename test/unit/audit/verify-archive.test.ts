/** A copy of the archive that somebody touched: the first fault is named. */
import { beforeEach, describe, expect, it } from 'vitest';
import { digest as digestSchema } from '../../../events/audit/digest.ts';
import { makeArchiveEvents } from '../../../functions/audit/archive-events.ts';
import { digestKey, digestText } from '../../../functions/audit/digest-rules.ts';
import { makeMakeDigest } from '../../../functions/audit/make-digest.ts';
import { verifyArchive } from '../../../functions/audit/verify-archive.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import { memoryArchive, testSigner } from './memory-archive.ts';
import { sampleEvent } from './sample-events.ts';

const log = makeLog('test', () => undefined);
const signer = testSigner();
const HOUR = 3_600_000;
const start = Date.parse('2026-11-25T08:00:00.000Z');

const record = (document: string, eventName = 'INSERT') => ({
  eventSource: 'aws:dynamodb',
  eventName,
  dynamodb: { SequenceNumber: '1', NewImage: { document: { S: document } } },
});

let stage: ReturnType<typeof memoryArchive>;
let now = start;
const archive = (moments: readonly number[]) =>
  makeArchiveEvents({ archive: stage.archive, log })({
    Records: moments.map((at) => record(JSON.stringify(sampleEvent(at)))),
  });
const digestAt = (at: number) => {
  now = at;
  return makeMakeDigest({ archive: stage.archive, signer, now: () => now, log })();
};
const verify = (key = signer.pem) => verifyArchive(stage.copy, key);
const change = (key: string, by: (text: string) => string) =>
  stage.objects.set(key, Buffer.from(by(stage.objects.get(key)?.toString() ?? '')));
const eventKeys = () => [...stage.objects.keys()].filter((key) => key.startsWith('events/')).sort();

beforeEach(async () => {
  stage = memoryArchive();
  await archive([start + 1000, start + 2000, start + 3000]);
  await archive([start + 4000]);
  await digestAt(start + HOUR);
  await digestAt(start + 2 * HOUR); // nothing happened in it
  await archive([start + 2 * HOUR + 1, start + 2 * HOUR + 2]);
  await digestAt(start + 3 * HOUR);
});

describe('an untouched copy', () => {
  it('is good, with the empty hour’s digest, and names its head', async () => {
    const found = await verify();
    expect(found).toMatchObject({ fault: undefined, digests: 3, objects: 3, events: 6, undigested: 0 });
    expect(found.head?.number).toBe(3);
    expect(digestSchema.parse(JSON.parse(String(stage.objects.get(digestKey(2))))).objects).toEqual([]);
  });

  it('is good with events that came twice, and with those that no digest has seen yet', async () => {
    const event = sampleEvent(start + 3 * HOUR + 5);
    const other = sampleEvent(start + 3 * HOUR + 9);
    const deliver = (...events: (typeof event)[]) =>
      makeArchiveEvents({ archive: stage.archive, log })({
        Records: events.map((each) => record(JSON.stringify(each))),
      });
    await deliver(event);
    await deliver(event); // the same batch again: the same object
    await deliver(event, other); // the same event in another batch
    expect(await verify()).toMatchObject({ fault: undefined, undigested: 2, events: 6 });
    await digestAt(start + 4 * HOUR);
    expect(await verify()).toMatchObject({ fault: undefined, undigested: 0, events: 8, objects: 5 });
  });

  it('takes what came late for an hour that was digested', async () => {
    await archive([start + 5000]);
    await digestAt(start + 4 * HOUR);
    expect(await verify()).toMatchObject({ fault: undefined, events: 7 });
  });
});

describe('of a copy that was touched the first fault is named', () => {
  const first = () => eventKeys()[0] ?? '';
  const swapLines = (text: string) => {
    const [one, two, ...rest] = text.split('\n');
    return [two, one, ...rest].join('\n');
  };
  const cases: readonly [string, () => void, () => string, RegExp][] = [
    [
      'one byte of an event flipped',
      () => change(first(), (text) => text.replace('"ann"', '"amn"')),
      first,
      /SHA-256/,
    ],
    [
      'one line dropped',
      () => change(first(), (text) => text.split('\n').slice(1).join('\n')),
      first,
      /has 2 lines, its digest says 3/,
    ],
    ['two lines swapped', () => change(first(), swapLines), first, /line 2 is out of order/],
    ['an object dropped', () => stage.objects.delete(first()), first, /is missing; digests\/0000000001/],
    ['a digest dropped', () => stage.objects.delete(digestKey(2)), () => digestKey(2), /is missing/],
    [
      'two digests in each other’s place',
      () => {
        const [two, three] = [stage.objects.get(digestKey(2)), stage.objects.get(digestKey(3))];
        stage.objects.set(digestKey(2), three ?? Buffer.alloc(0));
        stage.objects.set(digestKey(3), two ?? Buffer.alloc(0));
      },
      () => digestKey(2),
      /holds the digest number 3/,
    ],
    [
      'a digest changed',
      () => change(digestKey(1), (text) => text.replace('2026-11-25T09', '2026-11-25T07')),
      () => digestKey(1),
      /signature is not valid/,
    ],
    [
      'a digest written otherwise',
      () => change(digestKey(1), (text) => text.replace(':', ': ')),
      () => digestKey(1),
      /canonical/,
    ],
    [
      'an object that nobody signed',
      () => stage.objects.set('events/2026/11/25/08/x.jsonl', Buffer.from('{}\n')),
      () => 'events/2026/11/25/08/x.jsonl',
      /named by no digest/,
    ],
    [
      'all digests gone',
      () => {
        for (const n of [1, 2, 3]) stage.objects.delete(digestKey(n));
      },
      () => 'digests/',
      /no digest/,
    ],
  ];
  it.each(cases)('%s', async (_what, touch, key, words) => {
    const expected = key();
    touch();
    const { fault } = await verify();
    expect(fault?.key).toBe(expected);
    expect(fault?.what).toMatch(words);
  });

  it('a digest that somebody else signed anew', async () => {
    const forger = testSigner();
    const { signature: _, ...body } = digestSchema.parse(JSON.parse(String(stage.objects.get(digestKey(2)))));
    const signature = await forger.sign(Buffer.from(JSON.stringify(body)));
    stage.objects.set(digestKey(2), Buffer.from(digestText({ ...body, signature })));
    expect((await verify()).fault).toEqual({ key: digestKey(2), what: 'its signature is not valid' });
    expect((await verify(forger.pem)).fault?.key).toBe(digestKey(1));
  });

  it('any one byte of any object or digest', async () => {
    for (const [key, bytes] of [...stage.objects]) {
      for (const at of [0, Math.floor(bytes.length / 3), Math.floor(bytes.length / 2), bytes.length - 1]) {
        const touched = Buffer.from(bytes);
        touched[at] = (touched[at] ?? 0) ^ 1;
        stage.objects.set(key, touched);
        expect((await verify()).fault?.key, `${key} byte ${at}`).toBe(key);
      }
      stage.objects.set(key, bytes);
    }
  });
});

describe('the archive of events', () => {
  it('leaves out rows that were changed or removed, and stops at one it cannot read', async () => {
    const before = stage.objects.size;
    const handler = makeArchiveEvents({ archive: stage.archive, log });
    const answer = await handler({
      Records: [record('{"no":"event"}'), record(JSON.stringify(sampleEvent(start)), 'MODIFY')],
    });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(stage.objects.size).toBe(before);
  });

  it('two digests at the same moment take a number each', async () => {
    await Promise.all([digestAt(start + 4 * HOUR), digestAt(start + 4 * HOUR)]);
    expect(await verify()).toMatchObject({ fault: undefined, digests: 5 });
  });
});
