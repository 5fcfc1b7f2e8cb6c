import fc from 'fast-check';
import type { CustomRole, CustomRoles } from '../../../functions/permissions/custom-role.ts';
import { findCycle } from '../../../functions/permissions/custom-role.ts';
import type { Grant } from '../../../functions/permissions/grant.ts';
import { dataScopes } from '../../../functions/permissions/vocabulary-schema.ts';
import { permissions, roles } from '../../../functions/platform/permissions.ts';
import { rightNames, type Thing, thingTypes } from '../../../functions/platform/thing.ts';

export const NOW = Date.parse('2026-11-25T08:00:00.000Z');

const customNames = ['east', 'west', 'lead', 'helper', 'reader'];
export const userIds = ['u1', 'u2', 'u3'];
export const groupIds = ['g1', 'g2'];

/** A small tree: a over b and c, b over d; e stands alone. */
export const parentOf: Readonly<Record<string, string | undefined>> = { b: 'a', c: 'a', d: 'b' };
export const departmentIds = ['a', 'b', 'c', 'd', 'e'];

export const above = (id: string): string[] => {
  const parent = parentOf[id];
  return parent === undefined ? [] : [parent, ...above(parent)];
};
export const below = (id: string): string[] =>
  departmentIds.filter((each) => each === id || above(each).includes(id));

const at = '2026-11-01T00:00:00.000Z';

/** Roles that inherit built-in ones and each other, never themselves. */
export const anyCustomRoles: fc.Arbitrary<CustomRoles> = fc
  .array(
    fc.record({
      name: fc.constantFrom(...customNames),
      inherits: fc.uniqueArray(fc.constantFrom(...customNames, ...roles), { maxLength: 3 }),
      permissions: fc.uniqueArray(fc.constantFrom(...permissions), { maxLength: 6 }),
      dataScope: fc.constantFrom(...dataScopes),
    }),
    { maxLength: 5 },
  )
  .map((given) => {
    const made = new Map<string, CustomRole>();
    for (const { name, inherits, ...rest } of given)
      made.set(name, {
        name,
        title: name,
        version: 1,
        createdAt: at,
        updatedAt: at,
        ...rest,
        inherits: inherits.filter((parent) => findCycle(name, [parent], made) === undefined),
      });
    return made;
  });

export const anyCaller = fc
  .record({
    userId: fc.constantFrom(...userIds),
    username: fc.constant('somebody'),
    roles: fc.uniqueArray(fc.constantFrom(...customNames, ...roles), { maxLength: 3 }),
    sessionId: fc.constant('ses_1'),
    department: fc.option(fc.constantFrom(...departmentIds)),
    groups: fc.uniqueArray(fc.constantFrom(...groupIds), { maxLength: 2 }),
  })
  .map((caller) => ({
    ...caller,
    roleNames: caller.roles,
    roles: roles.filter((role) => caller.roles.includes(role)),
  }));

export const anyThing: fc.Arbitrary<Thing> = fc
  .record({
    type: fc.constantFrom(...thingTypes),
    number: fc.integer({ min: 1, max: 12 }),
    ownerId: fc.constantFrom(...userIds),
    department: fc.option(fc.constantFrom(...departmentIds)),
    restricted: fc.boolean(),
    folder: fc.option(fc.constantFrom('alice/x', 'bob/y'), { nil: undefined }),
    script: fc.constantFrom('merge', 'payroll'),
  })
  .map(({ type, number, restricted, folder, script, department, ...rest }) => ({
    ...rest,
    type,
    id: `${type}_${String(number).padStart(2, '0')}`,
    department: type === 'folder' ? null : department,
    ...(type === 'script' ? { restricted } : {}),
    ...(type === 'file' && folder !== undefined ? { folder } : {}),
    ...(['run', 'schedule', 'drop_folder', 'webhook'].includes(type) ? { script } : {}),
  }));

export const anySubject = fc.oneof(
  fc.record({ type: fc.constant('user' as const), id: fc.constantFrom(...userIds) }),
  fc.record({ type: fc.constant('group' as const), id: fc.constantFrom(...groupIds) }),
  fc.record({ type: fc.constant('department' as const), id: fc.constantFrom(...departmentIds) }),
);

/** Grants on the given thing, some of them ended. */
export const anyGrants = (thing: Grant['thing']): fc.Arbitrary<readonly Grant[]> =>
  fc.array(
    fc.record({
      id: fc.constant('grt_1'),
      thing: fc.constant({ type: thing.type, id: thing.id }),
      to: anySubject,
      toName: fc.constant('x'),
      right: fc.constantFrom(...rightNames),
      until: fc.option(
        fc.constantFrom('2026-11-25T08:00:00.000Z', '2026-11-25T08:00:00.001Z', '2026-11-20T00:00:00.000Z'),
      ),
      grantedBy: fc.constant('x'),
      createdAt: fc.constant(at),
    }),
    { maxLength: 3 },
  );
