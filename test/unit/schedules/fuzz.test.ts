import fc from 'fast-check';
import { expect, test } from 'vitest';
import { schedulesRoutes } from '../../../functions/schedules/contract.ts';
import { parseExpression } from '../../../functions/schedules/expression.ts';
import { renderParameters } from '../../../functions/schedules/tick-values.ts';
import { fuzzRoutes } from '../platform/fuzz-routes.ts';
import { openSchedulesStage } from './stage/schedules-stage.ts';

test('anything sent to any route gets an answer in our shape, and never a 5xx', async () => {
  const stage = openSchedulesStage();
  await fuzzRoutes(schedulesRoutes, (method, path, options) => stage.call(method, path, options, 'mia'));
}, 60_000);

const near = fc.oneof(
  fc
    .array(
      fc.constantFrom('*', '0', '59', '60', '1-5', '*/5', 'L', '15W', '5#2', 'MON', '?', ',', '-', '/', ' '),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
  fc
    .array(fc.constantFrom('*', '0', '31', '1-5', '*/2', 'L', 'LW', 'FRI#L'), { minLength: 5, maxLength: 5 })
    .map((parts) => parts.join(' ')),
  fc.string().map((inside) => `rate(${inside})`),
  fc.string().map((inside) => `at(${inside})`),
  fc.string({ unit: 'binary' }),
);

test('whatever is written as an expression is understood or refused with words in both languages', () => {
  fc.assert(
    fc.property(near, (written) => {
      const parsed = parseExpression(written);
      if ('fault' in parsed)
        expect([parsed.fault.en, parsed.fault['zh-CN']].every((words) => words.length > 5)).toBe(true);
      else if (parsed.expression.kind === 'cron') expect(parsed.expression.next(0)).toBeGreaterThan(0);
    }),
    { numRuns: 1000 },
  );
}, 30_000);

const pieces = fc.constantFrom(
  '{{',
  '}}',
  ' ',
  'tick.date',
  'tick.',
  '|',
  'minus_days: 1',
  'format: "YYYY"',
  'number',
  '"',
  ':',
  'x',
  '{',
  '}',
  'constructor',
  '__proto__',
);

test('whatever is written into a parameter is rendered or refused, and reaches nothing else', () => {
  const tick = { wall: Date.UTC(2026, 10, 22, 8, 30), isBusinessDay: () => true };
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
      (written) => {
        const { values, faults } = renderParameters({ a: written }, tick);
        if (faults.length > 0) expect([faults[0]?.field, values.a]).toEqual(['parameters.a', written]);
        else if (!written.includes('{{')) expect(values.a).toBe(written);
        else expect(String(values.a)).not.toContain('tick.date |');
      },
    ),
    { numRuns: 2000 },
  );
});
