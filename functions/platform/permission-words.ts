import { isRole, type Permission, type Role } from './permission-names.ts';
import { type Text, text } from './text.ts';

/** What built-in roles are called. */
export const roleTitles: Readonly<Record<Role, Text>> = {
  admin: text('Administrator', '管理员'),
  manager: text('Manager', '经理'),
  operator: text('Operator', '操作员'),
  author: text('Author', '作者'),
  auditor: text('Auditor', '审计员'),
};

/** A role as people call it: a built-in one in their language, a custom one by its title, any other by its name. */
export const titleOfRole = (name: string, custom: ReadonlyMap<string, { readonly title: string }>): Text => {
  if (isRole(name)) return roleTitles[name];
  const title = custom.get(name)?.title ?? name;
  return text(title, title);
};

/** What permissions let people do. */
export const permissionTitles: Readonly<Record<Permission, Text>> = {
  'files.read': text('See one’s files', '查看自己的文件'),
  'files.read.all': text('See everybody’s files', '查看所有人的文件'),
  'files.write': text('Upload and delete files', '上传和删除文件'),
  'runs.read': text('See one’s runs', '查看自己的运行'),
  'runs.read.all': text('See everybody’s runs', '查看所有人的运行'),
  'runs.start': text('Start runs', '启动运行'),
  'runs.cancel': text('Cancel and pin one’s runs', '取消和固定自己的运行'),
  'runs.cancel.all': text('Cancel and pin everybody’s runs', '取消和固定所有人的运行'),
  'scripts.read': text('See scripts', '查看脚本'),
  'scripts.read.all': text('See restricted scripts', '查看受限脚本'),
  'scripts.upload': text('Upload scripts and manage one’s own', '上传脚本并管理自己的脚本'),
  'scripts.manage.all': text('Manage everybody’s scripts', '管理所有人的脚本'),
  'triggers.read': text(
    'See one’s schedules, drop folders and webhooks',
    '查看自己的计划、投放文件夹和 webhook',
  ),
  'triggers.read.all': text(
    'See everybody’s schedules, drop folders and webhooks',
    '查看所有人的计划、投放文件夹和 webhook',
  ),
  'triggers.manage': text(
    'Manage one’s schedules, drop folders and webhooks',
    '管理自己的计划、投放文件夹和 webhook',
  ),
  'triggers.manage.all': text(
    'Manage everybody’s schedules, drop folders and webhooks',
    '管理所有人的计划、投放文件夹和 webhook',
  ),
  'queue.read': text('See the queue', '查看队列'),
  'queue.manage': text('Change the queue’s limits', '修改队列限制'),
  'users.read': text('See users, departments and groups', '查看用户、部门和用户组'),
  'users.manage': text('Manage users, departments and groups', '管理用户、部门和用户组'),
  'sessions.read': text('See who is signed in', '查看在线会话'),
  'sessions.manage': text('End others’ sessions', '结束他人的会话'),
  'permissions.read': text('See roles and policies', '查看角色和策略'),
  'permissions.manage': text('Manage roles, policies and everybody’s grants', '管理角色、策略和所有共享'),
  'audit.read': text('See the audit log', '查看审计日志'),
  'data.unmask': text('See masked columns in clear', '查看脱敏列的原值'),
};
