import { UsageError } from './failure.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The platform's address out of what somebody typed: scheme, host and port. Passwords and tokens go over TLS; plain
 * HTTP is for this machine only.
 */
export const platformAddress = (typed: string): string => {
  let url: URL;
  try {
    url = new URL(typed);
  } catch {
    throw new UsageError(`${typed} is no address; write it like https://openscript.example.com`);
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.has(url.hostname)))
    throw new UsageError(`${typed} is not safe to send a password to: use https`);
  return url.origin;
};
