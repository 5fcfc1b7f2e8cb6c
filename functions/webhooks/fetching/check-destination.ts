import { isIP } from 'node:net';
import { text } from '../../platform/text.ts';
import { isAllowedHost } from '../allowed-host.ts';
import { FetchFailed, FetchRefused } from './fetch-refused.ts';

/** One address of a host. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** Asks for all addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly HostAddress[]>;

export interface DestinationRules {
  readonly allowedHosts: readonly string[];
  readonly resolve: Resolve;
  /** Whether an address may be connected to: those of the public internet. */
  readonly isPublic: (address: string) => boolean;
}

/** Parses a URL as a browser does: numbers in every base become the address they mean before anybody looks at them. */
const parse = (source: string, base?: string): URL => {
  const url = URL.canParse(source, base) ? new URL(source, base) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new FetchRefused(text('is not an https URL', '不是 https URL'));
  if (url.username !== '' || url.password !== '')
    throw new FetchRefused(text('must not hold a user name or password', '不得包含用户名或密码'));
  return url;
};

/** The address in a URL's host, when it is one rather than a name. */
const literal = (url: URL): HostAddress | undefined => {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(host);
  return family === 0 ? undefined : { address: host, family };
};

const addressesOf = async (url: URL, resolve: Resolve): Promise<readonly HostAddress[]> => {
  const own = literal(url);
  if (own !== undefined) return [own];
  try {
    return await resolve(url.hostname);
  } catch (thrown) {
    throw new FetchFailed(`the name ${url.hostname} was not resolved`, { cause: thrown });
  }
};

/**
 * Decides where a URL may be fetched from: its host must be on the allow-list, and every address of its name must be a
 * public one; one that is not refuses them all. The connection goes to the address given back and to no other, so that a name which
 * resolves to something else a moment later changes nothing. Throws {@link FetchRefused}; {@link FetchFailed} when
 * the name cannot be resolved now.
 */
export const checkDestination = async (
  source: string,
  { allowedHosts, resolve, isPublic }: DestinationRules,
  base?: string,
): Promise<{ readonly url: URL; readonly address: HostAddress }> => {
  const url = parse(source, base);
  if (!isAllowedHost(url, allowedHosts))
    throw new FetchRefused(
      text(
        `the host ${url.host} (${url.protocol.slice(0, -1)}) is not on the webhook’s list of allowed hosts`,
        `主机 ${url.host}（${url.protocol.slice(0, -1)}）不在该 webhook 的允许列表中`,
      ),
    );
  const addresses = await addressesOf(url, resolve);
  const [address] = addresses;
  if (address === undefined) throw new FetchFailed(`the name ${url.hostname} has no address`);
  if (!addresses.every((each) => isPublic(each.address)))
    throw new FetchRefused(
      text(
        `the host ${url.hostname} has an address that is not public`,
        `主机 ${url.hostname} 的地址不是公网地址`,
      ),
    );
  return { url, address };
};
