import type { Permission, Role } from '../../../functions/platform/permissions.ts';

const work = [
  'files.read',
  'files.write',
  'runs.read',
  'runs.start',
  'runs.cancel',
  'scripts.read',
  'triggers.read',
  'triggers.manage',
] as const;

const everything = [
  ...work,
  'files.read.all',
  'runs.read.all',
  'runs.cancel.all',
  'scripts.read.all',
  'scripts.upload',
  'scripts.manage.all',
  'triggers.read.all',
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

/** What each built-in role may do, written down once more by hand: the policies must come to exactly this. */
export const roleTable: Readonly<Record<Role, readonly Permission[]>> = {
  admin: everything,
  manager: [
    ...work,
    'scripts.upload',
    'runs.read.all',
    'runs.cancel.all',
    'scripts.read.all',
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
    'scripts.read.all',
    'triggers.read',
    'triggers.read.all',
    'queue.read',
    'users.read',
    'sessions.read',
    'permissions.read',
    'audit.read',
  ],
};
