import { notSignedIn } from '../../../../functions/platform/errors.ts';
import type { Caller } from '../../../../functions/platform/permissions.ts';
import type { HttpRequest } from '../../../../functions/platform/request.ts';
import { callerWith } from '../../platform/caller.ts';

const person = (username: string, ...roles: Caller['roles'][number][]): Caller =>
  callerWith({ userId: `sub-${username}`, username, roles, sessionId: `session-${username}` });

/** Who calls in the tests: `authorization: <username>` is their token. */
export const people: readonly Caller[] = [
  person('fang', 'operator'),
  person('wei', 'operator'),
  person('mia', 'manager'),
  person('ada', 'auditor'),
];

export const fang: Caller = person('fang', 'operator');

/** Whose token the request carries. */
export const authenticate = async ({ headers }: Pick<HttpRequest, 'headers'>): Promise<Caller> => {
  const caller = people.find(({ username }) => username === headers.authorization);
  if (caller === undefined) throw notSignedIn();
  return caller;
};
