import { inflateRawSync } from 'node:zlib';
import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import * as z from 'zod';
import { type Permission, permissions } from '../platform/permission-names.ts';
import type { ObjectAction, Rights, Thing } from '../platform/thing.ts';
import { cedarTypes, type Principal, principalEntities, thingEntity } from './cedar-entities.ts';
import generated from './generated/policy-set.json' with { type: 'json' };
import type { Sharing } from './grant.ts';
import { type PolicySnapshot, policiesOf } from './policy-set.ts';

/** What Cedar said: the policies that decided are those that permit, or those that forbid. */
export interface Decision {
  readonly allowed: boolean;
  readonly policies: readonly string[];
}

/** Cedar with the policies of one snapshot at a time. Importing this file loads 4 MB of WebAssembly. */
export interface Engine {
  /** Whether the policies allow a permission on the platform. */
  decidePermission(snapshot: PolicySnapshot, principal: Principal, permission: Permission): Decision;
  /** Whether the policies allow an act on one thing. */
  decideThing(
    snapshot: PolicySnapshot,
    principal: Principal,
    action: ObjectAction,
    thing: Thing,
    sharing: Sharing,
  ): Decision;
}

const SET = 'active';
const platform = { type: 'Platform', id: 'openscript' };

/** The policies of the repository, by id. */
export const builtInPolicies: Readonly<Record<string, string>> = z
  .record(z.string(), z.string())
  .parse(JSON.parse(inflateRawSync(Buffer.from(generated.deflated, 'base64')).toString()));

const fail = (errors: readonly cedar.DetailedError[]): never => {
  throw new Error(`Cedar: ${errors.map(({ message }) => message).join('; ')}`);
};

/**
 * The policy set is parsed once for a snapshot, and not again for one that differs in its roles only: parsing 200 policies
 * takes ten times as long as asking them.
 */
export const makeEngine = (): Engine => {
  let parsed: PolicySnapshot | undefined;
  let texts: string | undefined;
  const parse = (snapshot: PolicySnapshot): void => {
    if (parsed === snapshot) return;
    const own = policiesOf(snapshot);
    if (JSON.stringify(own) !== texts) {
      texts = undefined;
      const answer = cedar.preparsePolicySet(SET, { staticPolicies: { ...builtInPolicies, ...own } });
      if (answer.type === 'failure') fail(answer.errors);
      texts = JSON.stringify(own);
    }
    parsed = snapshot;
  };
  const ask = (call: Omit<cedar.StatefulAuthorizationCall, 'context' | 'preparsedPolicySetId'>): Decision => {
    const answer = cedar.statefulIsAuthorized({ ...call, context: {}, preparsedPolicySetId: SET });
    if (answer.type === 'failure') return fail(answer.errors);
    const { decision, diagnostics } = answer.response;
    // Cedar leaves a policy out that fails (an overflow, say). One that forbids must not be lost that way: nobody may.
    if (diagnostics.errors.length > 0)
      return { allowed: false, policies: diagnostics.errors.map(({ policyId }) => policyId) };
    return { allowed: decision === 'allow', policies: diagnostics.reason };
  };
  return {
    decidePermission: (snapshot, principal, permission) => {
      parse(snapshot);
      return ask({
        principal: { type: 'User', id: principal.userId },
        action: { type: 'Action', id: permission },
        resource: platform,
        entities: principalEntities(principal, snapshot.roles, null),
      });
    },
    decideThing: (snapshot, principal, action, thing, sharing) => {
      parse(snapshot);
      return ask({
        principal: { type: 'User', id: principal.userId },
        action: { type: 'Action', id: action },
        resource: { type: cedarTypes[thing.type], id: thing.id },
        entities: [
          ...principalEntities(principal, snapshot.roles, thing.department),
          thingEntity(thing, sharing),
        ],
      });
    },
  };
};

/** What the policies allow on the platform, asked one by one; `reach` is of what is allowed. */
export const decideRights = (engine: Engine, snapshot: PolicySnapshot, principal: Principal): Rights => {
  const allowed = permissions.filter(
    (permission) => engine.decidePermission(snapshot, principal, permission).allowed,
  );
  return { permissions: new Set(allowed), reach: principal.rights.reach };
};
