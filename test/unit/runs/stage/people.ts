import type { Caller } from '../../../../functions/platform/permissions.ts';

const person = (username: string, ...roles: Caller['roles'][number][]): Caller => ({
  userId: `sub-${username}`,
  username,
  roles,
  sessionId: `session-${username}`,
});

/** Who calls in the tests: `authorization: <username>` is their token. */
export const people: readonly Caller[] = [
  person('fang', 'operator'),
  person('wei', 'operator'),
  person('mia', 'manager'),
  person('ada', 'auditor'),
];

export const fang: Caller = person('fang', 'operator');
