/** What a column of the file says of a user. */
export const columns = ['username', 'displayName', 'email', 'department', 'roles', 'groups'] as const;
export type Column = (typeof columns)[number];

/** Headings that are understood, in small letters without spaces. */
const headings: Readonly<Record<Column, readonly string[]>> = {
  username: ['username', 'user', 'login', '用户名', '账号', '登录名'],
  displayName: ['name', 'displayname', 'fullname', '姓名', '显示名', '名称'],
  email: ['email', 'e-mail', 'mail', '邮箱', '电子邮箱', '电子邮件', '邮件地址'],
  department: ['department', 'dept', '部门', '所属部门'],
  roles: ['roles', 'role', '角色'],
  groups: ['groups', 'group', '组', '用户组', '群组'],
};

/** The column that a heading names; undefined for one that nobody knows. */
export const columnOf = (heading: string): Column | undefined => {
  const plain = heading
    .replace(/^\uFEFF/, '')
    .replace(/[\s_]/g, '')
    .toLowerCase();
  return columns.find((column) => headings[column].includes(plain));
};
