import type { CedarValueJson, Entities, EntityJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Reaching, Rights, Thing, ThingType } from '../platform/thing.ts';
import type { CustomRoles } from './custom-role.ts';
import { closureOf } from './custom-role.ts';
import type { Sharing, Subject } from './grant.ts';

/** Who is decided about, as the policies know them. */
export interface Principal {
  readonly userId: string;
  readonly username: string;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  /** The own department and, behind it, those above. */
  readonly departments: readonly string[];
  readonly rights: Rights;
}

/** The Cedar type of each kind of thing. */
export const cedarTypes = {
  script: 'Script',
  folder: 'Folder',
  file: 'File',
  run: 'Run',
  schedule: 'Schedule',
  drop_folder: 'DropFolder',
  webhook: 'Webhook',
} as const satisfies Readonly<Record<ThingType, string>>;

const attributeOf = {
  'files.read': 'files_read',
  'runs.read': 'runs_read',
  'runs.cancel': 'runs_cancel',
  'scripts.read': 'scripts_read',
  'triggers.read': 'triggers_read',
  'triggers.manage': 'triggers_manage',
} as const satisfies Readonly<Record<Reaching, string>>;

const reference = (type: string, id: string): CedarValueJson => ({ __entity: { type, id } });

/** Of the departments that are reached, the one that the thing belongs to is all that a decision on it needs to know. */
const reachOf = (reach: Rights['reach'], department: string | null): Record<string, CedarValueJson> =>
  Object.fromEntries(
    Object.entries(attributeOf).map(([permission, name]) => [
      name,
      department !== null && reach[permission as Reaching]?.includes(department) === true
        ? [reference('Department', department)]
        : [],
    ]),
  );

/** The principal with its roles, what these inherit, and its departments; `about`: the department of the thing in question. */
export const principalEntities = (
  principal: Principal,
  custom: CustomRoles,
  about: string | null,
): Entities => {
  const { userId, username, roles, groups, departments, rights } = principal;
  const [own] = departments;
  const parents = [
    ...roles.map((id) => ({ type: 'Role', id })),
    ...groups.map((id) => ({ type: 'Group', id })),
    ...(own === undefined ? [] : [{ type: 'Department', id: own }]),
  ];
  const user: EntityJson = {
    uid: { type: 'User', id: userId },
    attrs: { username, permissions: [...rights.permissions], reach: reachOf(rights.reach, about) },
    parents,
  };
  const heldRoles = [...closureOf(roles, custom)].map((name) => ({
    uid: { type: 'Role', id: name },
    attrs: {},
    parents: (custom.get(name)?.inherits ?? []).map((id) => ({ type: 'Role', id })),
  }));
  const chain = departments.map((id, place) => ({
    uid: { type: 'Department', id },
    attrs: {},
    parents: departments.slice(place + 1, place + 2).map((above) => ({ type: 'Department', id: above })),
  }));
  return [user, ...heldRoles, ...chain];
};

const sharedWith = (subjects: readonly Subject[]): CedarValueJson => {
  const having = (type: Subject['type'], name: string) =>
    subjects.filter((subject) => subject.type === type).map(({ id }) => reference(name, id));
  return {
    users: having('user', 'User'),
    groups: having('group', 'Group'),
    departments: having('department', 'Department'),
  };
};

/** One thing with whom it is shared with. */
export const thingEntity = (thing: Thing, sharing: Sharing): EntityJson => {
  const { type, id, ownerId, department, restricted, folder, script } = thing;
  const grants = Object.fromEntries(
    Object.entries(sharing).map(([right, subjects]) => [right, sharedWith(subjects)]),
  );
  const hasDepartment = type !== 'folder' && department !== null;
  return {
    uid: { type: cedarTypes[type], id },
    attrs: {
      owner: reference('User', ownerId),
      grants,
      ...(hasDepartment ? { department: reference('Department', department) } : {}),
      ...(type === 'script' ? { restricted: restricted === true } : {}),
      ...(type === 'file' && folder !== undefined ? { folder } : {}),
      ...(type === 'run' || type === 'schedule' || type === 'drop_folder' || type === 'webhook'
        ? { script: script ?? '' }
        : {}),
    },
    parents: [],
  };
};
