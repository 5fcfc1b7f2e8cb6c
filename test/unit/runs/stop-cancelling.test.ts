import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeLog } from '../../../functions/platform/log.ts';
import { makeStopCancelling } from '../../../functions/runs/stop-cancelling.ts';

const sample = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../events/dynamodb/stream-event.run.json'), 'utf8'),
);
const id = 'run_01JDA2B3C4D5E6F7G8H9JKMNPQ';

/** The second change of the sample, in which the run went from one status to another. */
const change = (from: string, to: string) => {
  const record = structuredClone(sample.Records[1]);
  record.dynamodb.OldImage.state.M.status = { S: from };
  record.dynamodb.NewImage.state.M.status = { S: to };
  record.dynamodb.NewImage.state.M.cancelled_by = { S: 'schedule month_end' };
  return record;
};

const open = (fails = false) => {
  const stopped: string[] = [];
  const lines: string[] = [];
  const stop = makeStopCancelling({
    objects: { remove: async () => {} },
    stopTasks: async (run, reason) => {
      if (fails) throw new Error('ECS does not answer');
      stopped.push(`${run.id} ${reason}`);
      return 1;
    },
    log: makeLog('test', (line) => lines.push(line)),
  });
  return { stop, stopped, lines };
};

describe('a run that is to be cancelled', () => {
  test('has its task stopped, whoever wished it', async () => {
    const { stop, stopped } = open();
    await stop({ Records: [change('running', 'cancelling')] });
    expect(stopped).toEqual([`${id} cancelled by schedule month_end`]);
  });

  test('is not stopped again by what is written into it while it ends, nor is any other change a wish', async () => {
    const { stop, stopped } = open();
    await stop({
      Records: [
        change('cancelling', 'cancelling'),
        change('starting', 'running'),
        change('cancelling', 'cancelled'),
      ],
    });
    expect(stopped).toEqual([]);
  });

  test('is left to the sweeper when it cannot be stopped, and holds up no other change', async () => {
    const { stop, lines } = open(true);
    await stop({ Records: [change('running', 'cancelling')] });
    expect(lines.join()).toContain('left to the sweeper');
  });

  test('is none when the record cannot be read: telling it complains', async () => {
    const { stop, stopped } = open();
    const damaged = change('running', 'cancelling');
    damaged.dynamodb.NewImage = { state: { M: { id: { S: 'x' } } } };
    await stop({ Records: [damaged, change('running', 'cancelling')] });
    expect(stopped).toHaveLength(1);
  });
});
