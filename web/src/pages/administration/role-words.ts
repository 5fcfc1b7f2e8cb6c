import type { Role } from '../../../../functions/platform/permissions.ts';
import type { Permission } from '../../api/client.ts';

export const roleKeys: Readonly<Record<Role, string>> = {
  admin: 'role.admin',
  manager: 'role.manager',
  operator: 'role.operator',
  author: 'role.author',
  auditor: 'role.auditor',
};
/** A role in words: its own name, where it is not a built-in one. */
export const roleText = (t: (key: string) => string, name: string): string => {
  const key = (roleKeys as Readonly<Record<string, string>>)[name];
  return key === undefined ? name : t(key);
};

export const permissionKeys: Readonly<Record<Permission, string>> = {
  'files.read': 'permission.filesRead',
  'files.read.all': 'permission.filesReadAll',
  'files.write': 'permission.filesWrite',
  'runs.read': 'permission.runsRead',
  'runs.read.all': 'permission.runsReadAll',
  'runs.start': 'permission.runsStart',
  'runs.cancel': 'permission.runsCancel',
  'runs.cancel.all': 'permission.runsCancelAll',
  'scripts.read': 'permission.scriptsRead',
  'scripts.read.all': 'permission.scriptsReadAll',
  'scripts.upload': 'permission.scriptsUpload',
  'scripts.manage.all': 'permission.scriptsManageAll',
  'triggers.read': 'permission.triggersRead',
  'triggers.read.all': 'permission.triggersReadAll',
  'triggers.manage': 'permission.triggersManage',
  'triggers.manage.all': 'permission.triggersManageAll',
  'queue.read': 'permission.queueRead',
  'queue.manage': 'permission.queueManage',
  'users.read': 'permission.usersRead',
  'users.manage': 'permission.usersManage',
  'sessions.read': 'permission.sessionsRead',
  'sessions.manage': 'permission.sessionsManage',
  'permissions.read': 'permission.permissionsRead',
  'permissions.manage': 'permission.permissionsManage',
  'audit.read': 'permission.auditRead',
  'data.unmask': 'permission.dataUnmask',
};

/** A permission in words. */
export const permissionText = (t: (key: string) => string, name: Permission): string =>
  t(permissionKeys[name]);
