import { openAuthorization } from '../permissions/index.ts';
import type { ApiPlatform } from '../platform/api.ts';
import { makeWriteAuditEvent } from '../platform/audit-row.ts';
import { type Cursors, makeCursors } from '../platform/cursor.ts';
import type { PlatformEnvironment } from '../platform/environment.ts';
import { makeLog } from '../platform/log.ts';
import { readSecretOnce } from '../platform/secret.ts';
import { openTable, type Table } from '../platform/table.ts';
import { makeAuthenticate } from './authenticate.ts';
import { makeSessions } from './session-store.ts';
import { makeUsers } from './user-store.ts';
import { makeVerifyAccessToken, type VerifyAccessToken } from './verify-access-token.ts';

/** What every `api.ts` starts from. */
export interface OpenPlatform {
  /** For `makeApi`: authentication, language, clock and log. */
  readonly platform: ApiPlatform;
  readonly table: Table;
  readonly cursors: Cursors;
  /** Checks an access token of the stage's user pool. */
  readonly verify: VerifyAccessToken;
}

/**
 * Opens what every API function needs, from its configuration:
 * `const { platform, table, cursors } = openApiPlatform('runs', readConfig(runsEnvironment))`.
 * Nothing is fetched here: keys, secret and connections come with the first request that needs them.
 */
export const openApiPlatform = (service: string, config: PlatformEnvironment): OpenPlatform => {
  const table = openTable(config.TABLE_NAME);
  const verify = makeVerifyAccessToken({
    userPoolId: config.USER_POOL_ID,
    clientId: config.USER_POOL_CLIENT_ID,
    endpoint: config.AWS_ENDPOINT_URL,
  });
  const authenticate = makeAuthenticate({
    verify,
    sessions: makeSessions(table),
    users: makeUsers(table),
    now: Date.now,
  });
  const { authorize, refresh } = openAuthorization(table);
  return {
    table,
    verify,
    cursors: makeCursors(readSecretOnce(config.CURSOR_SECRET_ARN)),
    platform: {
      // Policies are looked for while session and user are read.
      authenticate: async (request) => {
        const [caller] = await Promise.all([authenticate(request), refresh()]);
        return authorize(caller);
      },
      defaultLanguage: config.DEFAULT_LANGUAGE,
      now: Date.now,
      log: makeLog(service),
      writeAuditEvent: makeWriteAuditEvent(table),
    },
  };
};
