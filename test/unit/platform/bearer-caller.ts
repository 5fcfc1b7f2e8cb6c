import { notSignedIn } from '../../../functions/platform/errors.ts';
import { type Caller, type Role, roles } from '../../../functions/platform/permissions.ts';
import type { HttpRequest } from '../../../functions/platform/request.ts';
import { callerWith } from './caller.ts';

/** The bearer token of a test's caller: user name and roles. */
export const bearer = (username: string, ...held: readonly Role[]): Record<string, string> => ({
  authorization: `Bearer ${username}:${held.join(',')}`,
});

/** Reads {@link bearer}; in the place of token and session checks, which have tests of their own. */
export const authenticateBearer = async (request: HttpRequest): Promise<Caller> => {
  const match = /^Bearer ([^:]+):(.*)$/.exec(request.headers.authorization ?? '');
  const [, username, held = ''] = match ?? [];
  if (username === undefined) throw notSignedIn();
  return callerWith({
    userId: `id-of-${username}`,
    username,
    roles: roles.filter((role) => held.split(',').includes(role)),
    sessionId: 'ses_1',
    confirmedAt: Date.now(),
  });
};
