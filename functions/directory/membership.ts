import type { User } from '../identity/index.ts';

/** The department and groups of a user: each counts its users and lists them. */
export const unitsOf = ({ department, groups }: Pick<User, 'department' | 'groups'>): readonly string[] => [
  ...(department === null ? [] : [department]),
  ...groups,
];

/** Whether a user counts among those of whom one must be left. */
export const isAdministrator = ({ status, roles }: Pick<User, 'status' | 'roles'>): boolean =>
  status === 'active' && (roles ?? []).includes('admin');
