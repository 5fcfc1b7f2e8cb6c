import type { IncomingMessage } from 'node:http';
import { fileNameSchema, MAX_FILE_BYTES } from '../../files/file-schema.ts';
import { text } from '../../platform/text.ts';
import { checkDestination, type DestinationRules } from './check-destination.ts';
import { FetchFailed, FetchRefused } from './fetch-refused.ts';
import { openResponse } from './open-response.ts';

/** More redirects than these are a loop, or somebody's game. */
const MAX_REDIRECTS = 3;
/** A host that is silent for so long is given up, in milliseconds. */
const IDLE_MS = 30_000;

export interface FetchDependencies extends Pick<DestinationRules, 'resolve' | 'isPublic'> {
  /** Certificates to trust instead of the system's. */
  readonly ca?: string;
  readonly idleMs?: number;
  readonly maxBytes?: number;
}

/** A file on its way: its bytes may be read once. */
export interface FetchedFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Fetches a file by its URL from an allowed host. Throws {@link FetchRefused} and {@link FetchFailed}, also while reading. */
export type FetchFile = (
  url: string,
  allowedHosts: readonly string[],
  signal: AbortSignal,
) => Promise<FetchedFile>;

/** The last part of the path, where it can be a file's name. */
const nameOf = (url: URL): string => {
  try {
    const name = decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
    return fileNameSchema.safeParse(name).success ? name : 'download';
  } catch {
    return 'download';
  }
};

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

const checkStatus = (response: IncomingMessage, host: string, maxBytes: number): void => {
  const { statusCode: status = 0, headers } = response;
  if (status >= 500 || status === 408 || status === 429) throw new FetchFailed(`${host} answered ${status}`);
  if (status !== 200)
    throw new FetchRefused(
      text(`${host} answered ${status} instead of the file`, `${host} 返回 ${status}，没有文件`),
    );
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new FetchRefused(text(`${host} sent the file compressed, unasked`, `${host} 擅自压缩了文件`));
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
};

const tooLarge = (maxBytes: number): FetchRefused => {
  const megabytes = maxBytes / 1_000_000;
  return new FetchRefused(text(`is larger than ${megabytes} MB`, `超过 ${megabytes} MB`));
};

/** The body, counted: what a host announces is only what it says. */
async function* counted(response: IncomingMessage, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      yield chunk;
    }
  } catch (thrown) {
    if (thrown instanceof FetchRefused) throw thrown;
    throw new FetchFailed('the answer broke off', { cause: thrown });
  }
}

/** Fetches files: every hop is checked like the first one, and connected to the address that was checked. */
export const makeFetchFile =
  ({ resolve, isPublic, ca, idleMs = IDLE_MS, maxBytes = MAX_FILE_BYTES }: FetchDependencies): FetchFile =>
  async (source, allowedHosts, signal) => {
    const rules = { allowedHosts, resolve, isPublic };
    let next: { readonly url: string; readonly base?: string } = { url: source };
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      const { url, address } = await checkDestination(next.url, rules, next.base);
      const response = await openResponse(url, address, { ca, signal, idleMs });
      try {
        const { location } = response.headers;
        if (isRedirect(response.statusCode ?? 0) && location !== undefined) {
          response.destroy();
          next = { url: location, base: url.href };
          continue;
        }
        checkStatus(response, url.host, maxBytes);
      } catch (thrown) {
        response.destroy();
        throw thrown;
      }
      return { name: nameOf(url), bytes: counted(response, maxBytes) };
    }
    throw new FetchRefused(
      text(`is redirected more than ${MAX_REDIRECTS} times`, `重定向超过 ${MAX_REDIRECTS} 次`),
    );
  };
