import type { Operation } from '../platform/api.ts';
import { conflict, validationFailed } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { FindStanding } from './authority.ts';
import { changePolicies } from './change-policies.ts';
import type { permissionsRoutes } from './contract.ts';
import { MAX_POLICIES } from './contract.ts';
import type { Engine } from './engine.ts';
import type { CustomPolicy, PolicySnapshot } from './policy-set.ts';
import type { PolicyStore } from './policy-store.ts';
import { stale } from './role-errors.ts';
import { viewPolicy } from './views.ts';

export interface PutPolicyDependencies {
  readonly policies: Pick<PolicyStore, 'read' | 'changePolicy'>;
  readonly findStanding: FindStanding;
  readonly engine: () => Promise<Engine>;
  readonly now: () => number;
}

const withPolicy = (snapshot: PolicySnapshot, policy: CustomPolicy): PolicySnapshot => ({
  ...snapshot,
  policies: [...snapshot.policies.filter(({ name }) => name !== policy.name), policy],
});

/**
 * Writes a policy of this installation. It must be valid in Cedar's strict mode, and leave the permission to manage
 * policies to whoever writes it, so that nobody can lock everybody out by mistake.
 */
export const makePutPolicy = ({
  policies,
  findStanding,
  engine,
  now,
}: PutPolicyDependencies): Operation<RouteOf<typeof permissionsRoutes, 'putPolicy'>> => {
  const checkText = async (source: string): Promise<void> => {
    const { checkPolicy } = await import('./check-policy.ts');
    const faults = checkPolicy(source);
    if (faults.length === 0) return;
    throw validationFailed(
      faults.map(({ message, line, column }) => ({
        field: 'text',
        message,
        ...(line === null ? {} : { details: { line, column } }),
      })),
    );
  };
  return async ({ params: { name }, body, caller }) => {
    await checkText(body.text);
    const { principal } = await findStanding(caller);
    return changePolicies(policies, async (snapshot) => {
      const before = snapshot.policies.find((policy) => policy.name === name);
      if (before?.version !== body.version) {
        if (before === undefined) throw stale(0);
        throw stale(before.version);
      }
      if (before === undefined && snapshot.policies.length >= MAX_POLICIES)
        throw conflict(text(`there are ${MAX_POLICIES} policies already`, `策略已达 ${MAX_POLICIES} 条`));
      const at = new Date(now()).toISOString();
      const after: CustomPolicy = {
        name,
        title: body.title,
        text: body.text,
        enabled: body.enabled,
        version: (before?.version ?? 0) + 1,
        createdAt: before?.createdAt ?? at,
        updatedAt: at,
      };
      const next = withPolicy(snapshot, after);
      if (!(await engine()).decidePermission(next, principal, 'permissions.manage').allowed)
        throw validationFailed([
          {
            field: 'text',
            message: text(
              'would take the permission permissions.manage from you, and with it the way back',
              '会使您失去 permissions.manage 权限，从而无法撤销',
            ),
          },
        ]);
      return {
        write: () => policies.changePolicy({ before, after }, snapshot.version),
        answer: ok(viewPolicy(after)),
      };
    });
  };
};
