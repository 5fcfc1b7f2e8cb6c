import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finishMove, readSettledTree } from '../../../functions/directory/change-tree.ts';
import type { Department } from '../../../functions/directory/department.ts';
import { MAX_DEPTH } from '../../../functions/directory/department-schema.ts';
import {
  ancestorsByParents,
  below,
  inTreeOrder,
  misplaced,
  placeFault,
  type TreeNode,
} from '../../../functions/directory/department-tree.ts';
import { directoryApi } from './directory-api.ts';
import { inMemoryDirectory } from './in-memory.ts';

const node = (id: string, parent: string | null, ancestors: readonly string[] = [], name = id): TreeNode => ({
  id,
  name,
  parent,
  ancestors,
});
const nodes = [node('a', null), node('b', 'a', ['a']), node('c', 'b', ['a', 'b']), node('d', null)];

describe('places', () => {
  test('have a parent that exists, no cycle, ten levels and a name of their own', () => {
    const fault = (id: string | undefined, parent: string | null, name = 'x', depth = MAX_DEPTH) =>
      placeFault(nodes, { ...(id === undefined ? {} : { id }), name, parent }, depth);
    expect(fault(undefined, 'a')).toBeUndefined();
    expect(fault(undefined, 'z')).toBe('no_parent');
    expect(fault('a', 'a')).toBe('cycle');
    expect(fault('a', 'c')).toBe('cycle');
    expect(fault('b', 'd')).toBeUndefined();
    expect(fault('a', 'd', 'x', 3)).toBe('too_deep');
    expect(fault('b', 'd', 'x', 3)).toBeUndefined();
    expect(fault(undefined, 'c', 'x', 3)).toBe('too_deep');
    expect(fault(undefined, null, ' ＡＡ')).toBeUndefined();
    expect(fault(undefined, null, ' Ａ')).toBe('name_taken');
    expect(fault('a', null, 'A')).toBeUndefined();
  });

  test('follow from parents; the order is each before those below it', () => {
    const map = new Map(nodes.map((each) => [each.id, each]));
    expect(ancestorsByParents(map, 'c')).toEqual(['a', 'b']);
    expect(ancestorsByParents(new Map([['x', { parent: 'x' }]]), 'x')).toBeUndefined();
    expect(ancestorsByParents(new Map([['x', { parent: 'gone' }]]), 'x')).toBeUndefined();
    expect(below(nodes, 'a').map(({ id }) => id)).toEqual(['b', 'c']);
    expect(misplaced(nodes)).toEqual([]);
    expect(inTreeOrder([...nodes].reverse()).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('random changes of the tree', () => {
  /** An act on departments picked by number: add below, move below, delete. */
  const act = fc.record({
    kind: fc.constantFrom('add', 'add', 'move', 'move', 'delete'),
    which: fc.nat(30),
    where: fc.option(fc.nat(30), { nil: null }),
    /** Whether the function dies while the departments below are placed. */
    cutOff: fc.boolean(),
  });

  test('keep every row’s ancestors what its parents say, also when moves are cut off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
        const api = await directoryApi();
        const ids: string[] = [];
        for (const [n, { kind, which, where, cutOff }] of acts.entries()) {
          const parent = where === null ? null : (ids[where % Math.max(1, ids.length)] ?? null);
          const id = ids[which % Math.max(1, ids.length)];
          if (kind === 'add' || id === undefined) {
            const { status, body } = await api.call('POST', '/departments', {
              body: { name: `n${n}`, parent },
            });
            expect([201, 409]).toContain(status);
            if (status === 201) ids.push(body.data.id);
          } else if (kind === 'move') {
            const version = (await api.departments.find(id))?.version;
            if (cutOff) api.faults.add('place');
            const { status } = await api.call('PATCH', `/departments/${id}`, { body: { version, parent } });
            api.faults.clear();
            expect([200, 409, ...(cutOff ? [500] : [])]).toContain(status);
          } else {
            const { status } = await api.call('DELETE', `/departments/${id}`);
            expect([200, 409]).toContain(status);
            if (status === 200) ids.splice(ids.indexOf(id), 1);
          }
        }
        const { body } = await api.call('GET', '/departments');
        const items = body.data.items as Department[];
        expect(items.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
        expect(misplaced(items)).toEqual([]);
        for (const item of items) {
          expect(item.ancestors.length).toBeLessThan(MAX_DEPTH);
          expect(item.ancestors).not.toContain(item.id);
          expect(item.ancestors.at(-1) ?? null).toBe(item.parent);
        }
        expect((await api.departments.readTree()).moving).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  test('whoever finishes a move late does nothing to a tree that has gone on', async () => {
    const { departments } = inMemoryDirectory(new Map());
    const row = (id: string, parent: string | null, ancestors: string[]): Department => ({
      ...node(id, parent, ancestors),
      members: 0,
      version: 1,
      createdAt: '',
      updatedAt: '',
    });
    for (const each of [row('a', null, []), row('b', 'a', ['a']), row('c', null, [])])
      await departments.create(await departments.readTree(), each, undefined, 0);
    await departments.replace(await departments.readTree(), row('a', 'c', ['c']), true);
    const late = await departments.readTree();
    await readSettledTree(departments);
    await departments.replace(await departments.readTree(), row('a', null, []), true);
    await finishMove(departments, late);
    expect((await departments.readTree()).moving).toBe('a');
    const settled = await readSettledTree(departments);
    expect(settled.departments.find(({ id }) => id === 'b')?.ancestors).toEqual(['a']);
    expect(settled.moving).toBeUndefined();
  });
});
