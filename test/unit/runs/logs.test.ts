import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeLogReader } from '../../../functions/runs/log-reader.ts';
import { logKey } from '../../../functions/runs/object-keys.ts';
import { versionOf } from './stage/files-and-scripts.ts';
import { makeMemoryObjects } from './stage/memory-objects.ts';
import { ended, runnerOf } from './stage/runner.ts';
import { MORNING, openStage } from './stage/stage.ts';

const line = (n: number, text = `line ${n}`) =>
  `${JSON.stringify({ n, at: '2026-11-22T08:30:03.000Z', stream: 'stdout', text })}\n`;

/** Chunks of these sizes, one after the other; `read` counts what is fetched. */
const logOf = (sizes: readonly number[]) => {
  const memory = makeMemoryObjects();
  let first = 1;
  for (const size of sizes) {
    memory.objects.set(
      logKey('run_1', 1, first),
      Array.from({ length: size }, (_, index) => line(first + index)).join(''),
    );
    first += size;
  }
  const calls = { list: 0, read: 0 };
  const reader = makeLogReader({
    list: (...all) => {
      calls.list += 1;
      return memory.list(...all);
    },
    readText: (...all) => {
      calls.read += 1;
      return memory.readText(...all);
    },
  });
  return { reader, calls, last: first - 1, objects: memory.objects };
};

describe('paging through a log', () => {
  test(
    'every line once and in order, whatever the chunks and pages',
    () =>
      fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }),
          fc.integer({ min: 1, max: 60 }),
          async (sizes, limit) => {
            const { reader, last } = logOf(sizes);
            const seen: number[] = [];
            for (;;) {
              const page = await reader.readAfter('run_1', 1, seen.length, limit);
              expect(page.lines.length).toBeLessThanOrEqual(limit);
              seen.push(...page.lines.map(({ n }) => n));
              if (page.end) break;
              expect(page.lines.length).toBeGreaterThan(0);
            }
            expect(seen).toEqual(Array.from({ length: last }, (_, index) => index + 1));
          },
        ),
      ),
    20_000,
  );

  test(
    'lines after any number are the same lines',
    () =>
      fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 }),
          fc.nat(700),
          async (sizes, after) => {
            const { reader, last } = logOf(sizes);
            const { lines, end } = await reader.readAfter('run_1', 1, after, 5);
            const expected = Array.from({ length: 5 }, (_, n) => after + 1 + n).filter((n) => n <= last);
            expect(lines.map(({ n }) => n)).toEqual(expected);
            expect(end).toBe(after + 5 >= last);
          },
        ),
      ),
    20_000,
  );

  test('a million lines: each page costs a few reads, wherever it is', async () => {
    const { reader, calls } = logOf(Array.from({ length: 250 }, () => 4000));
    for (const after of [0, 1, 3999, 4000, 500_123, 998_001]) {
      calls.list = calls.read = 0;
      const { lines } = await reader.readAfter('run_1', 1, after, 1000);
      expect(lines).toHaveLength(1000);
      expect(lines[0]?.n).toBe(after + 1);
      expect(calls.list + calls.read).toBeLessThanOrEqual(6);
    }
    const { lines, end } = await reader.readAfter('run_1', 1, 999_990, 1000);
    expect([lines.length, end]).toEqual([10, true]);
  }, 20_000);

  test('thousands of chunks of one line, and one of thirty thousand', async () => {
    const { reader } = logOf([...Array.from({ length: 2500 }, () => 1), 30_000, 1]);
    const numbersAfter = async (after: number, limit: number) =>
      (await reader.readAfter('run_1', 1, after, limit)).lines.map(({ n }) => n);
    expect(await numbersAfter(0, 10_000)).toHaveLength(10_000);
    expect(await numbersAfter(1499, 1200)).toEqual(Array.from({ length: 1200 }, (_, n) => 1500 + n));
    expect(await numbersAfter(32_400, 500)).toEqual(Array.from({ length: 101 }, (_, n) => 32_401 + n));
  }, 20_000);

  test('a page of long lines ends at 4 MiB', async () => {
    const { reader, objects } = logOf([]);
    for (let n = 1; n <= 300; n += 1) objects.set(logKey('run_1', 1, n), line(n, 'x'.repeat(32 * 1024)));
    const { lines, end } = await reader.readAfter('run_1', 1, 0, 1000);
    expect([lines.length, end]).toEqual([128, false]);
  });

  test('what is no chunk and no line of ours is left out', async () => {
    const { reader, objects } = logOf([2]);
    objects.set('runs/run_1/1/log/x.ndjson', line(1));
    objects.set(logKey('run_1', 1, 3), `{"n": 0}\nno JSON\n${line(3)}{"n": 4, "text": 7}\n`);
    objects.set(logKey('run_1', 1, 5), `${line(5)}${'x'.repeat(5 * 1024 * 1024)}`);
    expect((await reader.readAfter('run_1', 1, 0, 10)).lines.map(({ n }) => n)).toEqual([1, 2, 3]);
  });
});

const open = async () => {
  const stage = openStage();
  stage.scripts.add(versionOf('merge'));
  const { body } = await stage.call('POST', '/runs', { body: { script: 'merge' } });
  const id: string = body.data.id;
  const read = async (query = '') => {
    const answer = await stage.call('GET', `/runs/${id}/logs`, { query });
    return answer.status === 200 ? answer.body.data : answer.body;
  };
  return { stage, id, read, runner: runnerOf(stage, id) };
};

describe('GET /runs/{id}/logs', () => {
  test('is done only when the run is final and every line was given', async () => {
    const { stage, id, read, runner } = await open();
    expect(await read()).toEqual({ lines: [], next: 0, done: false, attempt: null });
    await stage.prepare({ run_id: id, execution: id });
    runner.log(1, ['eins', '二', 'three']);
    expect(await read()).toMatchObject({
      lines: [{ n: 1, stream: 'stdout', text: 'eins' }, { text: '二' }, { n: 3 }],
      next: 3,
      done: false,
      attempt: 1,
    });
    await stage.onReport(runner.report());
    expect(await read('limit=2')).toMatchObject({ next: 2, done: false });
    expect(await read('limit=2&after=2')).toMatchObject({ lines: [{ n: 3 }], next: 3, done: true });
    expect(await read('after=3')).toEqual({ lines: [], next: 3, done: true, attempt: 1 });
    expect(await read('after=900')).toMatchObject({ lines: [], next: 900, done: true });
  });

  test('waits for news, and no longer than for news', async () => {
    const { stage, id, read, runner } = await open();
    await stage.prepare({ run_id: id, execution: id });
    runner.log(1, ['one']);
    stage.clock.onSleep = async () => {
      if (stage.clock.at > MORNING + 5000) runner.log(2, ['two']);
    };
    expect(await read('after=1&wait=20')).toMatchObject({ lines: [{ n: 2 }], done: false });
    expect(stage.clock.at - MORNING).toBeLessThan(7000);
  });

  test('waits for the end of the run, and not at all once it has ended', async () => {
    const { stage, id, read, runner } = await open();
    await stage.prepare({ run_id: id, execution: id });
    stage.clock.onSleep = () => stage.onReport(runner.report());
    expect(await read('wait=20')).toMatchObject({ lines: [], done: true });
    const before = stage.clock.at;
    expect(await read('wait=20')).toMatchObject({ done: true });
    expect(stage.clock.at).toBe(before);
  });

  test('gives up after the time asked for, at most 25 seconds', async () => {
    const { stage, read } = await open();
    expect(await read('wait=25')).toMatchObject({ lines: [], done: false });
    expect(stage.clock.at - MORNING).toBeLessThanOrEqual(25_000);
    expect(await read('wait=26')).toMatchObject({ code: 40001, errors: [{ field: 'wait' }] });
  });

  test('gives the last attempt’s lines, or those of the attempt asked for', async () => {
    const { stage, id, read, runner } = await open();
    await stage.prepare({ run_id: id, execution: id });
    runner.log(1, ['first attempt']);
    runner.report(ended('failed', 'platform_error'));
    await stage.finalize({ run_id: id, prepared: { attempt: 1 } });
    await stage.prepare({ run_id: id, execution: id });
    runnerOf(stage, id, 2).log(1, ['second attempt']);
    expect(await read()).toMatchObject({ lines: [{ text: 'second attempt' }], attempt: 2, done: false });
    expect(await read('attempt=1')).toMatchObject({ lines: [{ text: 'first attempt' }], done: true });
    expect(await read('attempt=3')).toMatchObject({ code: 40401 });
  });
});
