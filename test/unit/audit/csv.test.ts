import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cell, eventLine, header } from '../../../functions/audit/csv.ts';
import { sampleEvent } from './sample-events.ts';

/** Reads one line as RFC 4180 says. */
const read = (line: string): string[] => {
  const cells: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/gy;
  for (let found = pattern.exec(line); found !== null; found = pattern.exec(line)) {
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '\r\n') break;
  }
  return cells;
};

it('no cell is a formula to a spreadsheet, and none is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n",a ＝'), maxLength: 8 }), (text) => {
      const [back = ''] = read(`${cell(text)}\r\n`);
      expect(back).not.toMatch(/^\s*[=+\-@\t\r＝]/);
      expect(back === text || back === `'${text}`).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

it('an event is a line with as many cells as there are columns', () => {
  const device = '=HYPERLINK("http://x","y")\r\nsecond line';
  const cells = read(eventLine(sampleEvent(Date.UTC(2026, 10, 25), { device })));
  expect(cells).toHaveLength(read(header()).length);
  expect(cells).toContain(`'${device}`);
  expect(cells).toContain('{"currentVersion":2}');
});
