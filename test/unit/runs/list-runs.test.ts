import { describe, expect, test } from 'vitest';
import { versionOf } from './stage/files-and-scripts.ts';
import { runnerOf } from './stage/runner.ts';
import { MORNING, openStage, type Stage } from './stage/stage.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Runs of two people over three months, one a week: the even ones of `merge` by fang, the odd ones of `split` by wei. */
const openWithRuns = async (): Promise<{ stage: Stage; ids: string[] }> => {
  const stage = openStage();
  const ids: string[] = [];
  stage.scripts.add(versionOf('merge'));
  stage.scripts.add(versionOf('split'));
  for (let week = 0; week < 12; week += 1) {
    stage.clock.at = MORNING + week * 7 * DAY_MS;
    const [script, who] = week % 2 === 0 ? ['merge', 'fang'] : ['split', 'wei'];
    const { body } = await stage.call('POST', '/runs', { body: { script } }, who);
    ids.unshift(body.data.id);
    if (week % 3 !== 0) continue;
    await stage.prepare({ run_id: body.data.id, execution: body.data.id });
    await stage.onReport(runnerOf(stage, body.data.id).report());
  }
  return { stage, ids };
};

const pagesOf = async (stage: Stage, query: string, who: string): Promise<string[]> => {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const full = cursor === '' ? query : `${query}&cursor=${cursor}`;
    const { status, body } = await stage.call('GET', '/runs', { query: full }, who);
    expect(status).toBe(200);
    if (body.data.next_cursor !== null) expect(body.data.items).toHaveLength(body.data.page_size);
    ids.push(...body.data.items.map(({ id }: { id: string }) => id));
    cursor = body.data.next_cursor;
  }
  return ids;
};

describe('GET /runs', () => {
  test.each([1, 3, 5, 20])('pages of %i give every run once, newest first', async (size) => {
    const { stage, ids } = await openWithRuns();
    expect(await pagesOf(stage, `page_size=${size}`, 'mia')).toEqual(ids);
    expect(await pagesOf(stage, `page_size=${size}`, 'fang')).toEqual(ids.filter((_, n) => n % 2 === 1));
  });

  test('filters by script, status, trigger, who and when', async () => {
    const { stage, ids } = await openWithRuns();
    const oldest = [...ids].reverse();
    const expectIds = async (query: string, weeks: number[], who = 'mia') =>
      expect(await pagesOf(stage, `page_size=2&${query}`, who)).toEqual(weeks.map((week) => oldest[week]));
    await expectIds('script=merge', [10, 8, 6, 4, 2, 0]);
    await expectIds('status=succeeded', [9, 6, 3, 0]);
    await expectIds('created_by=wei&status=succeeded', [9, 3]);
    await expectIds('created_by=wei', [], 'fang');
    await expectIds('trigger=schedule', []);
    await expectIds('since=2026-12-01T00:00:00Z&until=2026-12-31T00:00:00%2B08:00', [5, 4, 3, 2]);
    await expectIds('since=2027-12-01T00:00:00Z', []);
    await expectIds('until=2020-01-01T00:00:00Z', []);
  });

  test('a cursor holds for its own list only', async () => {
    const { stage } = await openWithRuns();
    const { body } = await stage.call('GET', '/runs', { query: 'page_size=1' }, 'mia');
    const cursor = body.data.next_cursor;
    for (const [query, who] of [
      [`page_size=1&cursor=${cursor}`, 'ada'],
      [`page_size=1&script=merge&cursor=${cursor}`, 'mia'],
      [`page_size=1&cursor=${cursor.slice(0, -2)}AA`, 'mia'],
      ['cursor=abc', 'mia'],
    ])
      expect((await stage.call('GET', '/runs', { query: query ?? '' }, who)).body).toMatchObject({
        code: 40001,
        errors: [{ field: 'cursor' }],
      });
  });

  test.each(['page_size=0', 'page_size=101', 'status=done', 'since=yesterday', 'script=a%20b'])(
    '%s is refused, naming the field',
    async (query) => {
      const { body } = await openStage().call('GET', '/runs', { query });
      expect(body).toMatchObject({ code: 40001, errors: [{ field: query.split('=')[0] }] });
    },
  );
});
