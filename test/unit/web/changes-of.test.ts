import { describe, expect, it } from 'vitest';
import { changesOf } from '../../../web/src/triggers/changes-of.ts';

describe('what a form of a trigger would change', () => {
  const read = {
    name: 'a',
    parameters: { month: '2026-10', office: { b: 1, a: 2 } },
    group_by: null,
    rules: [1, 2],
  };

  it('is nothing when it says what was read, in any order of keys', () => {
    expect(
      changesOf(
        { parameters: { office: { a: 2, b: 1 }, month: '2026-10' }, rules: [1, 2], group_by: null },
        read,
      ),
    ).toEqual({});
  });

  it('is what differs: values, orders of lists, what was set to nothing, and what was not there', () => {
    const changed = {
      name: 'b',
      parameters: { month: '2026-10' },
      rules: [2, 1],
      group_by: 'month',
      more: 1,
    };
    expect(changesOf(changed, read)).toEqual(changed);
  });
});
