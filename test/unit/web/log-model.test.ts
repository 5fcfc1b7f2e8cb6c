import { describe, expect, it } from 'vitest';
import { LogModel, marked } from '../../../web/src/log/log-model.ts';

const line = (n: number, text = `line ${n}`) => ({
  n,
  at: '2026-11-22T00:00:00.000Z',
  stream: 'stdout' as const,
  text,
});
const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => line(from + at));

describe('the model of a log', () => {
  it('takes lines in order and knows where to go on', () => {
    const log = new LogModel();
    expect(log.cursor).toBe(0);
    expect(log.add(lines(1, 3))).toBe(3);
    expect([log.count, log.cursor]).toEqual([3, 3]);
  });

  it('takes a repeated answer once', () => {
    const log = new LogModel();
    log.add(lines(1, 5));
    expect(log.add(lines(3, 7))).toBe(2);
    expect(log.slice(0, 10).map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('finds words whatever their case, within a range', () => {
    const log = new LogModel();
    log.add([line(1, 'Reading'), line(2, 'done'), line(3, 'READING again')]);
    expect(log.find('reading', 0, 3)).toEqual([0, 2]);
    expect(log.find('reading', 1, 3)).toEqual([2]);
  });

  it('holds a million lines, searches them and writes them out whole', () => {
    const log = new LogModel();
    for (let from = 1; from <= 1_000_000; from += 10_000) log.add(lines(from, from + 9999));
    expect(log.count).toBe(1_000_000);
    expect(log.find('line 999999', 0, log.count)).toEqual([999_998]);
    let characters = 0;
    let rows = 0;
    for (const part of log.text()) {
      characters += part.length;
      rows += part.split('\n').length - 1;
    }
    expect([rows, characters]).toEqual([1_000_000, 11_888_896]);
  });

  it('marks what was searched without changing a character', () => {
    const text = 'Aa<b>aA';
    expect(marked(text, 'a')).toEqual([
      { text: 'A', hit: true },
      { text: 'a', hit: true },
      { text: '<b>', hit: false },
      { text: 'a', hit: true },
      { text: 'A', hit: true },
    ]);
    expect(
      marked(text, '')
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
    expect(
      marked('İİx', 'x')
        .map((part) => part.text)
        .join(''),
    ).toBe('İİx');
  });
});
