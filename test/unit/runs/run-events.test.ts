import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '../../../events/domain/domain-event.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import { makeTellRunChanges } from '../../../functions/runs/tell-run-changes.ts';

const sample = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../events/dynamodb/stream-event.run.json'), 'utf8'),
) as { Records: { eventName: string; dynamodb: Record<string, unknown> & { SequenceNumber: string } }[] };
const [inserted, finished] = sample.Records;
if (inserted === undefined || finished === undefined) throw new Error('the sample has two changes');
const id = 'run_01JDA2B3C4D5E6F7G8H9JKMNPQ';

const open = (refuse = false) => {
  const told: DomainEvent[] = [];
  const lines: string[] = [];
  const tell = makeTellRunChanges({
    publish: async (events) => {
      if (refuse) throw new Error('the bus refused');
      told.push(...events);
    },
    log: makeLog('test', (line) => lines.push(line)),
  });
  return { tell, told, lines, ids: () => told.map(({ detail }) => detail.id) };
};

describe('changes of runs', () => {
  test('are told as events, each once and with the same id whenever it comes', async () => {
    const { tell, told, ids } = open();
    expect(await tell(sample)).toEqual({ batchItemFailures: [] });
    expect(ids()).toEqual([`${id}:queued`, `${id}:succeeded`]);
    expect(told[1]).toMatchObject({
      type: 'run.finished',
      detail: { run_id: id, script: 'okay', status: 'succeeded', code: null, attempts: 1 },
    });
    await tell(sample);
    expect(new Set(ids()).size).toBe(2);
  });

  test('a run that was quicker than the news of its start is told as started and finished', async () => {
    const { tell, ids } = open();
    const { NewImage } = finished.dynamodb;
    const quick = {
      ...finished,
      dynamodb: { ...finished.dynamodb, OldImage: inserted.dynamodb.NewImage, NewImage },
    };
    await tell({ Records: [quick] });
    expect(ids()).toEqual([`${id}:running`, `${id}:succeeded`]);
  });

  test('what changes no status, or removes the row, is no event', async () => {
    const { tell, told } = open();
    const { NewImage } = finished.dynamodb;
    const removed = {
      ...finished,
      eventName: 'REMOVE',
      dynamodb: { ...finished.dynamodb, NewImage: undefined },
    };
    const same = { ...finished, dynamodb: { ...finished.dynamodb, OldImage: NewImage } };
    expect(await tell({ Records: [same, removed] })).toEqual({ batchItemFailures: [] });
    expect(told).toEqual([]);
  });

  test('one that cannot be told is named, after those before it are out', async () => {
    const { tell, ids, lines } = open();
    const damaged = {
      ...finished,
      dynamodb: { ...finished.dynamodb, SequenceNumber: '7', NewImage: { state: { M: { id: { S: 'x' } } } } },
    };
    expect(await tell({ Records: [inserted, damaged, finished] })).toEqual({
      batchItemFailures: [{ itemIdentifier: '7' }],
    });
    expect(ids()).toEqual([`${id}:queued`]);
    expect(lines.join()).toContain('could not be told');
  });

  test('come again as a whole when the bus refuses', async () => {
    const { tell } = open(true);
    await expect(tell(sample)).rejects.toThrow('the bus refused');
  });

  test('hold nothing that a user wrote into the run', async () => {
    const { tell, told } = open();
    await tell(sample);
    expect(Object.keys(told[1]?.detail ?? {}).sort()).toEqual([
      'at',
      'attempts',
      'code',
      'created_at',
      'created_by',
      'finished_at',
      'id',
      'run_id',
      'script',
      'started_at',
      'status',
      'trigger',
      'version',
    ]);
  });
});
