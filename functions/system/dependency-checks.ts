import { loadOnce } from '../platform/deferred.ts';
import { userPoolKeysAddress } from '../platform/user-pool-keys.ts';
import type { DependencyCheck } from './dependency-check.ts';
import type { SystemEnvironment } from './environment.ts';

/** A check whose client is loaded and made the first time it runs: the document and the page need none. */
const lazily = (make: () => Promise<DependencyCheck>): DependencyCheck => {
  const made = loadOnce(make);
  return async (signal) => (await made())(signal);
};

/** Fetches the public keys, without which no token can be verified. */
const checkUserPool =
  (address: string): DependencyCheck =>
  async (signal) => {
    const response = await fetch(address, { signal });
    if (!response.ok) throw new Error(`the user pool's keys: status ${response.status}`);
    return response.json();
  };

/** Everything needed, by the name that `GET /health` gives it. */
export const makeDependencyChecks = (
  config: SystemEnvironment,
): Readonly<Record<string, DependencyCheck>> => ({
  table: lazily(async () => (await import('./check-table.ts')).makeCheckTable(config.TABLE_NAME)),
  files_bucket: lazily(async () =>
    (await import('./check-bucket.ts')).makeCheckBucket(config, config.FILES_BUCKET),
  ),
  artifacts_bucket: lazily(async () =>
    (await import('./check-bucket.ts')).makeCheckBucket(config, config.ARTIFACTS_BUCKET),
  ),
  state_machine: lazily(async () =>
    (await import('./check-state-machine.ts')).makeCheckStateMachine(config.STATE_MACHINE_ARN),
  ),
  user_pool: checkUserPool(userPoolKeysAddress(config.USER_POOL_ID, config.AWS_ENDPOINT_URL)),
});
