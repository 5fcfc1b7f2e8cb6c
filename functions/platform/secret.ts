import { loadOnce } from './deferred.ts';

/**
 * Reads a secret of Secrets Manager when it is first asked for, and keeps it while the function's instance lives.
 * A failed read is not kept: the next call asks again. The client is loaded with the first read, because most
 * requests need no secret and a cold start should not pay for it.
 */
export const readSecretOnce = (arn: string): (() => Promise<string>) =>
  loadOnce(async () => (await import('./read-secret.ts')).readSecret(arn));
