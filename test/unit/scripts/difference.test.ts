import { applyPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffParameters, diffSources } from '../../../functions/scripts/difference.ts';
import { defaultLimits, type ScriptVersion } from '../../../functions/scripts/script.ts';

const version = (n: number): ScriptVersion => ({
  name: 'a',
  n,
  sha256: '',
  size: 0,
  fileName: 'a.py',
  summary: '',
  description: '',
  changelog: '',
  parameters: { type: 'object', properties: {} },
  limits: defaultLimits,
  createdBy: 'ann',
  createdAt: '2026-11-22T00:00:00.000Z',
});
const diff = (before: string, after: string, timeout?: number) =>
  diffSources({ version: version(1), source: before }, { version: version(2), source: after }, timeout);

const lines = fc
  .array(fc.constantFrom('a', 'b', '    c', '', '度'), { maxLength: 12 })
  .chain((all) => fc.constantFrom(all.join('\n'), `${all.join('\n')}\n`));

describe('a unified diff', () => {
  test('turns the one source into the other', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        expect(applyPatch(before, diff(before, after))).toBe(after);
      }),
    );
  });

  test('is a whole replacement when the search takes too long, and still right', () => {
    const many = (letter: string) => Array.from({ length: 3000 }, (_, n) => `${letter}${n}`).join('\n');
    const patch = diff(many('a'), `${many('b')}\n`, 0);
    expect(patch.split('\n').slice(0, 3)).toEqual([
      '--- a.py\tversion 1',
      '+++ a.py\tversion 2',
      '@@ -1,3000 +1,3000 @@',
    ]);
    expect(applyPatch(many('a'), patch)).toBe(`${many('b')}\n`);
  });
});

describe('the change of parameters', () => {
  const parameters = (properties: Record<string, Record<string, unknown>>, required: string[] = []) => ({
    type: 'object' as const,
    properties,
    required,
  });

  test('names what came, what went and what is another', () => {
    const from = parameters({ a: { type: 'string' }, b: { type: 'string' }, c: { enum: ['x'] } }, ['a', 'c']);
    const to = parameters({ b: { type: 'integer' }, c: { enum: ['x'] }, d: {} }, ['b', 'c']);
    expect(diffParameters(from, to)).toEqual({
      added: ['d'],
      removed: ['a'],
      changed: [
        {
          name: 'b',
          from: { type: 'string', 'x-required': false },
          to: { type: 'integer', 'x-required': true },
        },
      ],
    });
  });

  test('of the same is nothing, whatever the order of keys', () => {
    const from = parameters({ a: { type: 'string', title: 't' } });
    const to = parameters({ a: { title: 't', type: 'string' } });
    expect(diffParameters(from, to)).toEqual({ added: [], removed: [], changed: [] });
  });
});
