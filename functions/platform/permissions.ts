/**
 * Roles and what they may do. `*.all` widens the plain permission from one's own things to everybody's.
 * The console hides what `GET /auth/me` does not list; every operation checks again.
 */
export const roles = ['admin', 'manager', 'operator', 'author', 'auditor'] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  'files.read',
  'files.read.all',
  'files.write',
  'runs.read',
  'runs.read.all',
  'runs.start',
  'runs.cancel',
  'runs.cancel.all',
  'scripts.read',
  'scripts.upload',
  'scripts.manage.all',
  'triggers.read',
  'triggers.read.all',
  'triggers.manage',
  'triggers.manage.all',
  'queue.read',
  'queue.manage',
  'users.read',
  'users.manage',
  'sessions.read',
  'sessions.manage',
  'permissions.read',
  'permissions.manage',
  'audit.read',
] as const;
export type Permission = (typeof permissions)[number];

/** Besides a permission a route may be open to anyone, or to anyone signed in. */
export type Access = Permission | 'public' | 'signed-in';

const work: readonly Permission[] = [
  'files.read',
  'files.write',
  'runs.read',
  'runs.start',
  'runs.cancel',
  'scripts.read',
  'triggers.read',
  'triggers.manage',
];

export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = {
  admin: permissions,
  manager: [
    ...work,
    'scripts.upload',
    'runs.read.all',
    'runs.cancel.all',
    'scripts.manage.all',
    'triggers.read.all',
    'triggers.manage.all',
    'queue.read',
    'queue.manage',
    'users.read',
  ],
  operator: work,
  author: [...work, 'scripts.upload'],
  auditor: [
    'files.read',
    'files.read.all',
    'runs.read',
    'runs.read.all',
    'scripts.read',
    'triggers.read',
    'triggers.read.all',
    'queue.read',
    'users.read',
    'sessions.read',
    'permissions.read',
    'audit.read',
  ],
};

/** The union of what several roles allow, in the order of the list above. */
export const permissionsOf = (held: readonly Role[]): readonly Permission[] => {
  const allowed = new Set(held.flatMap((role) => permissionsOfRole[role]));
  return permissions.filter((permission) => allowed.has(permission));
};

/** Who calls: the user behind a verified access token, as the user's row says now. */
export interface Caller {
  readonly userId: string;
  readonly username: string;
  /** The built-in roles among {@link roleNames}. */
  readonly roles: readonly Role[];
  /** All roles that the user's row names, custom ones too. */
  readonly roleNames: readonly string[];
  /** The id of the department; null: none. */
  readonly department: string | null;
  /** Ids of groups. */
  readonly groups: readonly string[];
  readonly sessionId: string;
  /** When they last gave their password or a code in this session, in milliseconds since 1970. */
  readonly confirmedAt?: number | undefined;
}

/** Whether the caller holds a permission through any role. */
export const may = (caller: Caller, permission: Permission): boolean =>
  caller.roles.some((role) => permissionsOfRole[role].includes(permission));
