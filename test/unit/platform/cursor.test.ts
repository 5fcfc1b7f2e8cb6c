import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeCursors } from '../../../functions/platform/cursor.ts';
import { anyText } from './any-text.ts';

const cursors = makeCursors(async () => 'a secret');
const scope = ['listRuns', 'user-1', { status: 'failed' }];
const codeOf = (opening: Promise<unknown>) =>
  opening.then(
    () => 0,
    (error: { code: number; fields: { field: string }[] }) => [error.code, error.fields[0]?.field],
  );

describe('cursors', () => {
  test('open what they sealed, any position', async () => {
    await fc.assert(
      fc.asyncProperty(anyText(), async (position) => {
        const wellFormed = position.toWellFormed();
        const sealed = await cursors.seal(wellFormed, scope);
        expect(sealed).toMatch(/^[\w-]+$/);
        expect(await cursors.open(sealed ?? undefined, scope)).toBe(wellFormed);
      }),
    );
  });

  test('end and start without one', async () => {
    expect(await cursors.seal(null, scope)).toBeNull();
    expect(await cursors.open(undefined, scope)).toBeUndefined();
  });

  test('of another user, list, filter or secret are 40001', async () => {
    const sealed = (await cursors.seal('position', scope)) ?? '';
    const foreign = [
      cursors.open(sealed, ['listRuns', 'user-2', { status: 'failed' }]),
      cursors.open(sealed, ['listFiles', 'user-1', { status: 'failed' }]),
      cursors.open(sealed, ['listRuns', 'user-1', {}]),
      makeCursors(async () => 'another').open(sealed, scope),
    ];
    for (const opening of foreign) expect(await codeOf(opening)).toEqual([40001, 'cursor']);
  });

  test('changed in any letter are 40001', async () => {
    const sealed = (await cursors.seal('run_01', scope)) ?? '';
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      expect(await codeOf(cursors.open(changed, scope)), changed).toEqual([40001, 'cursor']);
    }
  });

  test('made up are 40001', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), async (made) => {
        expect(await codeOf(cursors.open(made, scope))).toEqual([40001, 'cursor']);
      }),
    );
  });
});
