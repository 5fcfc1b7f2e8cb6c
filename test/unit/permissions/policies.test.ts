import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPolicy, checkPolicySet } from '../../../functions/permissions/check-policy.ts';
import { permissionsOfRoles, reachOfRoles } from '../../../functions/permissions/custom-role.ts';
import { builtInPolicies, decideRights, makeEngine } from '../../../functions/permissions/engine.ts';
import { isLive, nobody, sharingOf, subjectsOf } from '../../../functions/permissions/grant.ts';
import { emptySnapshot } from '../../../functions/permissions/policy-set.ts';
import { builtInTexts, builtInWords, policySchema } from '../../../functions/permissions/policy-texts.ts';
import { grantWouldDo, holds, reasonByRules } from '../../../functions/platform/decide.ts';
import {
  may,
  permissions,
  permissionsOf,
  permissionsOfRole,
  roles,
} from '../../../functions/platform/permissions.ts';
import { type ObjectAction, objectActions, ruleOf } from '../../../functions/platform/thing.ts';
import { above, anyCaller, anyCustomRoles, anyGrants, anyThing, below, NOW } from './random-cases.ts';
import { roleTable } from './role-table.ts';

const engine = makeEngine();
const actions = Object.keys(objectActions) as ObjectAction[];
const noRights = { permissions: new Set<never>(), reach: {} };

describe('the policies of the repository', () => {
  test('pass the validator in strict mode without a warning', () => {
    const answer = cedar.validate({
      schema: policySchema,
      policies: { staticPolicies: { ...builtInPolicies } },
      validationSettings: { mode: 'strict' },
    });
    expect(answer).toMatchObject({ type: 'success', validationErrors: [], validationWarnings: [] });
    expect(Object.keys(builtInPolicies).length).toBeGreaterThan(30);
    expect(Object.keys(builtInPolicies)).toEqual(Object.keys(builtInTexts));
  });

  test('say in both languages what they say', () => {
    for (const id of Object.keys(builtInPolicies)) {
      expect(builtInWords[id]?.en).toMatch(/[a-z]/);
      expect(builtInWords[id]?.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  test('know every permission and every act, and no others', () => {
    const parsed = cedar.schemaToJson(policySchema);
    if (parsed.type === 'failure') throw new Error('the schema does not parse');
    const known = Object.keys(parsed.json['']?.actions ?? {}).sort();
    expect(known).toEqual([...new Set([...permissions, ...actions])].sort());
  });

  test.each(roles)('allow the role %s exactly what its row of the table says', (role) => {
    const principal = {
      userId: 'u',
      username: 'u',
      roles: [role],
      groups: [],
      departments: [],
      rights: noRights,
    };
    for (const permission of permissions) {
      const { allowed, policies } = engine.decidePermission(emptySnapshot, principal, permission);
      expect([permission, allowed]).toEqual([permission, roleTable[role].includes(permission)]);
      expect(policies).toEqual(allowed ? [`role.${role}`] : []);
    }
    expect([...permissionsOfRole[role]].sort()).toEqual([...roleTable[role]].sort());
  });

  test('give nobody without a role anything', () => {
    const principal = {
      userId: 'u',
      username: 'u',
      roles: [],
      groups: [],
      departments: [],
      rights: noRights,
    };
    for (const permission of permissions)
      expect(engine.decidePermission(emptySnapshot, principal, permission).allowed).toBe(false);
  });
});

test('what roles allow together, custom ones among them, is what Cedar decides one by one', () => {
  fc.assert(
    fc.property(anyCustomRoles, anyCaller, (custom, caller) => {
      const snapshot = { ...emptySnapshot, version: 1, roles: custom };
      const principal = { ...caller, roles: caller.roleNames, departments: [], rights: noRights };
      const decided = decideRights(engine, snapshot, principal);
      expect([...decided.permissions]).toEqual(permissionsOfRoles(caller.roleNames, custom));
      if (custom.size === 0)
        expect(permissionsOf(caller.roles)).toEqual(permissions.filter((each) => may(caller, each)));
      expect(checkPolicySet(snapshot)).toBeUndefined();
    }),
    { numRuns: 150 },
  );
});

test('the rules with grants, and the policies, come to the same for any caller, act and thing', () => {
  const cases = anyThing.chain((thing) => fc.tuple(fc.constant(thing), anyGrants(thing)));
  const seen = { allowed: 0, byGrant: 0 };
  fc.assert(
    fc.property(
      anyCustomRoles,
      anyCaller,
      cases,
      fc.constantFrom(...actions),
      (custom, caller, given, action) => {
        const [thing, grants] = given;
        const { department } = caller;
        const reached = { own: department, below: department === null ? [] : below(department) };
        const rights = {
          permissions: new Set(permissionsOfRoles(caller.roleNames, custom)),
          reach: reachOfRoles(caller.roleNames, custom, reached),
        };
        const departments = department === null ? [] : [department, ...above(department)];
        const mine = subjectsOf(caller, departments);
        const byRules = reasonByRules(caller.userId, rights, action, thing) !== undefined;
        const byGrant =
          grantWouldDo(rights, action, thing) &&
          grants.some(
            (grant) =>
              isLive(grant, NOW) &&
              holds(grant.right, ruleOf(action).right) &&
              mine.some(({ type, id }) => type === grant.to.type && id === grant.to.id),
          );
        const principal = { ...caller, roles: caller.roleNames, departments, rights };
        const snapshot = { ...emptySnapshot, version: 1, roles: custom };
        if (!ruleOf(action).on.includes(thing.type)) return;
        const plain = engine.decideThing(snapshot, principal, action, thing, nobody);
        expect(plain.allowed).toBe(byRules);
        const shared = engine.decideThing(snapshot, principal, action, thing, sharingOf(grants, NOW));
        expect(shared.allowed).toBe(byRules || byGrant);
        if (shared.allowed) seen.allowed += 1;
        if (byGrant && !byRules) seen.byGrant += 1;
      },
    ),
    { numRuns: 3000 },
  );
  expect(seen.allowed).toBeGreaterThan(100);
  expect(seen.byGrant).toBeGreaterThan(10);
});

describe('a policy of the installation', () => {
  const faults = (text: string) => checkPolicy(text).map(({ message }) => message.en);

  test('is taken when it is valid', () => {
    expect(
      faults('forbid (principal in Role::"operator", action == Action::"runs.start", resource);'),
    ).toEqual([]);
    expect(
      faults('forbid (principal, action, resource is Run) when { resource.script == "payroll" };'),
    ).toEqual([]);
    expect(
      faults(
        'permit (principal in Group::"g", action == Action::"queue.read", resource == Platform::"openscript");',
      ),
    ).toEqual([]);
  });

  test.each([
    ['no Cedar at all', 'let everybody in'],
    ['two policies', 'permit (principal, action, resource); permit (principal, action, resource);'],
    ['nothing', '// nothing'],
    ['an action nobody knows', 'forbid (principal, action == Action::"runs.eat", resource);'],
    ['a type nobody knows', 'forbid (principal is Robot, action, resource);'],
    [
      'an attribute that a run has not',
      'forbid (principal, action, resource is Run) when { resource.colour == 1 };',
    ],
    [
      'a comparison of a text with a number',
      'forbid (principal, action, resource is Run) when { resource.script == 1 };',
    ],
    [
      'an optional attribute that is not asked for',
      'forbid (principal, action, resource is Run) when { resource.department == Department::"a" };',
    ],
    [
      'a policy that never applies',
      'forbid (principal, action == Action::"runs.start", resource is Script);',
    ],
    ['a permit on single things', 'permit (principal, action == Action::"runs.read", resource is Run);'],
    ['a permit on whatever', 'permit (principal, action == Action::"runs.read", resource);'],
    ['a template', 'permit (principal == ?principal, action, resource);'],
  ])('is refused when it is %s', (_, text) => {
    expect(faults(text).length).toBeGreaterThan(0);
  });

  test('says where the fault is', () => {
    const [fault] = checkPolicy(
      'forbid (principal, action,\n  resource is Run) when { resource.colour == 1 };',
    );
    expect([fault?.line, typeof fault?.column]).toEqual([2, 'number']);
  });
});
