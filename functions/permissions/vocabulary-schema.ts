/** How far a role reaches beyond one's own things. */
export const dataScopes = ['own', 'department', 'department_and_below', 'all'] as const;
export type DataScope = (typeof dataScopes)[number];

/** Whom a right may be given to. A department stands for those below it too. */
export const subjectTypes = ['user', 'group', 'department'] as const;
export type SubjectType = (typeof subjectTypes)[number];
