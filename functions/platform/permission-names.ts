/**
 * The built-in roles, and the permissions a role may hold. `*.all` widens the plain permission from one's own things to everybody's.
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
  'scripts.read.all',
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
  'data.unmask',
] as const;
export type Permission = (typeof permissions)[number];

export const isRole = (name: string): name is Role => roles.some((role) => role === name);
