import type { Permission, Role } from '../../api/client.ts';

export const roleKeys: Readonly<Record<Role, string>> = {
  admin: 'role.admin',
  manager: 'role.manager',
  operator: 'role.operator',
  author: 'role.author',
  auditor: 'role.auditor',
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
  'scripts.upload': 'permission.scriptsUpload',
  'scripts.manage.all': 'permission.scriptsManageAll',
  'triggers.read': 'permission.triggersRead',
  'triggers.read.all': 'permission.triggersReadAll',
  'triggers.manage': 'permission.triggersManage',
  'triggers.manage.all': 'permission.triggersManageAll',
  'queue.read': 'permission.queueRead',
  'queue.manage': 'permission.queueManage',
};
