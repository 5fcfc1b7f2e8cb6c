import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { type Text, text, verbatim } from '../platform/text.ts';
import { builtInPolicies } from './engine.ts';
import { type CustomPolicy, type PolicySnapshot, policiesOf } from './policy-set.ts';
import { policySchema } from './policy-texts.ts';

/** A fault of a policy's text; `line` and `column` count from 1. */
export interface PolicyFault {
  readonly message: Text;
  readonly line: number | null;
  readonly column: number | null;
}

const positionOf = (source: string, offset: number | undefined) => {
  if (offset === undefined) return { line: null, column: null };
  const before = Buffer.from(source).subarray(0, offset).toString().split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
};

const faultOf = (source: string, error: cedar.DetailedError): PolicyFault => ({
  message: verbatim(
    error.help === null || error.help === undefined ? error.message : `${error.message} (${error.help})`,
  ),
  ...positionOf(source, error.sourceLocations?.[0]?.start),
});

/** Whether an expression of Cedar's JSON form looks at the resource. */
const readsResource = (node: unknown): boolean => {
  if (Array.isArray(node)) return node.some(readsResource);
  if (typeof node !== 'object' || node === null) return false;
  return Object.entries(node).some(
    ([key, value]) => (key === 'Var' && value === 'resource') || readsResource(value),
  );
};

/** Lists find what somebody may see by query: access to single rows comes from data scopes and grants, which are indexed. */
const permitsRows = ({ effect, resource, conditions }: cedar.PolicyJson): boolean => {
  if (effect !== 'permit') return false;
  const onPlatform =
    (resource.op === '==' &&
      'entity' in resource &&
      JSON.stringify(resource.entity).includes('"Platform"')) ||
    (resource.op === 'is' && resource.entity_type === 'Platform');
  return !onPlatform || readsResource(conditions);
};

const onlyForbids = text(
  'a permit must name the platform (resource == Platform::"openscript") and not look at the resource: access to single things comes from data scopes and grants, which lists can find',
  'permit 必须限定 resource == Platform::"openscript" 且不得引用 resource：单个对象的访问由数据范围和共享授予，以便列表查询',
);

/** The faults of one policy's text: it must be one policy, valid in Cedar's strict mode without a warning. */
export const checkPolicy = (source: string): readonly PolicyFault[] => {
  const parts = cedar.policySetTextToParts(source);
  if (parts.type === 'failure') return parts.errors.map((error) => faultOf(source, error));
  if (parts.policies.length !== 1 || parts.policy_templates.length > 0)
    return [{ message: text('must be exactly one policy', '必须恰好是一条策略'), line: null, column: null }];
  const parsed = cedar.policyToJson(source);
  if (parsed.type === 'failure') return parsed.errors.map((error) => faultOf(source, error));
  const answer = cedar.validate({
    schema: policySchema,
    policies: { staticPolicies: { policy: source } },
    validationSettings: { mode: 'strict' },
  });
  if (answer.type === 'failure') return answer.errors.map((error) => faultOf(source, error));
  const faults = [...answer.validationErrors, ...answer.validationWarnings].map(({ error }) =>
    faultOf(source, error),
  );
  if (faults.length === 0 && permitsRows(parsed.json))
    return [{ message: onlyForbids, line: null, column: null }];
  return faults;
};

/** Whether the set as a whole parses and validates, with a policy as it shall be. Undefined: it does. */
export const checkPolicySet = (snapshot: PolicySnapshot): string | undefined => {
  const answer = cedar.validate({
    schema: policySchema,
    policies: { staticPolicies: { ...builtInPolicies, ...policiesOf(snapshot) } },
    validationSettings: { mode: 'strict' },
  });
  if (answer.type === 'failure') return answer.errors.map(({ message }) => message).join('; ');
  const faults = [...answer.validationErrors, ...answer.validationWarnings];
  return faults.length === 0
    ? undefined
    : faults.map(({ policyId, error }) => `${policyId}: ${error.message}`).join('; ');
};

/** A snapshot with a policy put in, or taken out. */
export const withPolicy = (
  snapshot: PolicySnapshot,
  name: string,
  policy: CustomPolicy | undefined,
): PolicySnapshot => ({
  ...snapshot,
  policies: [
    ...snapshot.policies.filter((each) => each.name !== name),
    ...(policy === undefined ? [] : [policy]),
  ],
});
