import type { ColumnMask } from '../platform/mask-schema.ts';
import type { CustomRole, CustomRoles } from './custom-role.ts';
import { permittedBy } from './custom-role.ts';

/** A policy that an administrator wrote. */
export interface CustomPolicy {
  readonly name: string;
  readonly title: string;
  /** Cedar. */
  readonly text: string;
  readonly enabled: boolean;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A mask that an administrator wrote. */
export interface StoredMask extends ColumnMask {
  readonly name: string;
  readonly title: string;
  readonly enabled: boolean;
  readonly version: number;
  readonly updatedAt: string;
}

/** What this installation adds to the policies of the repository, at one version. */
export interface PolicySnapshot {
  /** Counts changes of roles and policies. */
  readonly version: number;
  readonly roles: CustomRoles;
  readonly policies: readonly CustomPolicy[];
  /** By name: of two masks for one title the first counts. */
  readonly masks: readonly StoredMask[];
}

export const emptySnapshot: PolicySnapshot = { version: 0, roles: new Map(), policies: [], masks: [] };

export const roleId = (name: string): string => `role.${name}`;
export const customId = (name: string): string => `custom.${name}`;

/** A custom role as a policy. Names of roles are checked where they come in: nothing in them needs quoting. */
const policyOfRole = (role: CustomRole, roles: CustomRoles): string => {
  const actions = permittedBy(role, roles).map((name) => `Action::"${name}"`);
  return `permit (principal in Role::"${role.name}", action in [${actions.join(', ')}], resource == Platform::"openscript");`;
};

/** The policies that come to those of the repository, by id. */
export const policiesOf = ({ roles, policies }: PolicySnapshot): Readonly<Record<string, string>> =>
  Object.fromEntries<string>([
    ...[...roles.values()]
      .filter((role) => permittedBy(role, roles).length > 0)
      .map((role): [string, string] => [roleId(role.name), policyOfRole(role, roles)]),
    ...policies
      .filter(({ enabled }) => enabled)
      .map(({ name, text }): [string, string] => [customId(name), text]),
  ]);

/** Whether policies of the installation, beyond roles, have a say. */
export const hasCustomPolicies = ({ policies }: PolicySnapshot): boolean =>
  policies.some(({ enabled }) => enabled);
