/** Where a request goes: decided from its line and headers alone, without any I/O. */
export type Destination = 'api' | 'storage' | 'sign-in' | 'console' | 'misdirected' | 'nowhere';

export interface RequestLine {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  readonly host: string | undefined;
  readonly contentType: string | undefined;
}

/** What there is behind the gateway. */
export interface Surroundings {
  readonly port: number;
  readonly buckets: readonly string[];
}

/** Two names of this machine; any other in `Host` is a page elsewhere whose name was pointed here (DNS rebinding). */
export const ownHosts = (port: number): readonly string[] => [`localhost:${port}`, `127.0.0.1:${port}`];

/** Pages of these origins may use presigned URLs. */
export const ownOrigins = (port: number): readonly string[] => ownHosts(port).map((host) => `http://${host}`);

/**
 * The console's development server (`npm run dev:web`, web/vite.config.ts). Its pages may use presigned URLs too: whoever
 * holds one may use it anyway, and no cookie goes with such a request.
 */
export const devOrigins: readonly string[] = ['http://localhost:5173', 'http://127.0.0.1:5173'];

const bucketOf = (path: string): string => path.split('/', 2)[1] ?? '';

/** What a URL signed with Signature Version 4 carries; the emulator takes one with another algorithm for unsigned. */
const signingParameters = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-SignedHeaders',
  'X-Amz-Signature',
];

/** Signed in the query, each part said once, and a method that works on one object. */
const isPresigned = (method: string, query: URLSearchParams): boolean =>
  ['GET', 'HEAD', 'PUT'].includes(method) &&
  query.get('X-Amz-Algorithm') === 'AWS4-HMAC-SHA256' &&
  signingParameters.every((name) => query.getAll(name).length === 1 && query.get(name) !== '') &&
  [...query.keys()].every((name) => !/^x-amz-/i.test(name) || query.getAll(name).length === 1);

const isForm = (method: string, path: string, contentType: string | undefined): boolean =>
  method === 'POST' && /^\/[^/]+\/?$/.test(path) && /^multipart\/form-data\s*;/i.test(contentType ?? '');

/** `.` and `..`, encoded or not: whoever reads such a path next may come to another place than we did. */
const isAmbiguous = (url: string): boolean => {
  const [path = ''] = url.split('?', 1);
  return /(^|[/\\])(\.|%2e){1,2}([/\\]|$)/i.test(path) || path.includes('\\') || path.startsWith('//');
};

/**
 * The two addresses of the user pool's domain that a browser passes on its way through a foreign provider. The pool's
 * own sign-in page is none of them: it would go round the lock-out.
 */
const isFederation = (method: string, { pathname, searchParams }: URL): boolean =>
  method === 'GET' &&
  (pathname === '/oauth2/idpresponse' ||
    (pathname === '/oauth2/authorize' &&
      /^[\w-]+$/.test(searchParams.getAll('identity_provider').join(','))));

/**
 * Sends `/api/…` to the API, signed requests for this system's buckets to the object store, the way through a
 * foreign provider to the user pool, and reading requests for anything else to the console. A preflight goes where the
 * request that it asks for would go.
 */
export const destinationOf = (line: RequestLine, { port, buckets }: Surroundings): Destination => {
  if (line.host === undefined || !ownHosts(port).includes(line.host.toLowerCase())) return 'misdirected';
  const url = URL.parse(line.url, 'http://gateway');
  if (url === null || !line.url.startsWith('/') || isAmbiguous(line.url)) return 'nowhere';
  if (url.pathname === '/api' || url.pathname.startsWith('/api/')) return 'api';
  if (buckets.includes(bucketOf(url.pathname))) {
    const allowed =
      line.method === 'OPTIONS' ||
      isPresigned(line.method, url.searchParams) ||
      isForm(line.method, url.pathname, line.contentType);
    return allowed ? 'storage' : 'nowhere';
  }
  if (isFederation(line.method, url)) return 'sign-in';
  return line.method === 'GET' || line.method === 'HEAD' ? 'console' : 'nowhere';
};
