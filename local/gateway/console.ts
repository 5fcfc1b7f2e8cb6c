import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
};

/** File names below assets/ carry a hash of their content; everything else must be asked for again. */
const cacheFor = (path: string): string =>
  path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';

interface Page {
  readonly file: string;
  readonly size: number;
  readonly etag: string;
  readonly encoding?: string;
}

/** Compressed ahead, beside the file itself; the first that the browser takes is sent. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

const findFile = async (folder: string, path: string): Promise<Page | undefined> => {
  const file = normalize(join(folder, path));
  if (!file.startsWith(folder + sep) || path.includes('\0')) return undefined;
  const found = await stat(file).catch(() => undefined);
  if (found === undefined || !found.isFile()) return undefined;
  return {
    file,
    size: found.size,
    etag: `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"`,
  };
};

/** The compressed form of a page that this browser understands, if there is one. */
const compressed = async (page: Page, accepted: string): Promise<Page> => {
  for (const [encoding, suffix] of ENCODINGS) {
    if (!new RegExp(`(^|[\\s,])${encoding}($|[\\s,;])`).test(accepted)) continue;
    const found = await stat(page.file + suffix).catch(() => undefined);
    if (found?.isFile())
      return { ...page, size: found.size, etag: page.etag.replace(/"$/, `-${encoding}"`), encoding };
  }
  return page;
};

const decoded = (url: string): string => {
  try {
    return decodeURIComponent(new URL(url, 'http://gateway').pathname);
  } catch {
    return '/';
  }
};

/** Whether a path without a file is a page of the console (its router knows it), not a missing asset. */
const isPage = (path: string): boolean => !path.startsWith('/assets/') && extname(path) === '';

const send = async (
  request: IncomingMessage,
  response: ServerResponse,
  page: Page,
  headers: Readonly<Record<string, string>>,
): Promise<void> => {
  if (request.headers['if-none-match'] === page.etag) {
    response.writeHead(304, { ...headers, etag: page.etag });
    response.end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'content-type': contentTypes[extname(page.file)] ?? 'application/octet-stream',
    'content-length': page.size,
    etag: page.etag,
    vary: 'Accept-Encoding',
    ...(page.encoding === undefined ? {} : { 'content-encoding': page.encoding }),
  });
  const suffix = ENCODINGS.find(([encoding]) => encoding === page.encoding)?.[1] ?? '';
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(page.file + suffix), response);
};

/**
 * Presigned URLs name `localhost`, so the console is better off there too: a person who opened 127.0.0.1 is sent on.
 * Answers whether it did.
 */
const redirectToLocalhost = (request: IncomingMessage, response: ServerResponse): boolean => {
  const { host = '' } = request.headers;
  if (request.headers['sec-fetch-mode'] !== 'navigate' || !host.startsWith('127.0.0.1')) return false;
  const location = `http://${host.replace('127.0.0.1', 'localhost')}${request.url ?? '/'}`;
  response.writeHead(307, { location, 'cache-control': 'no-store' });
  response.end();
  return true;
};

/** Serves the built console: files as they are, every other path the one page whose router knows it. */
export const serveConsole = async (
  request: IncomingMessage,
  response: ServerResponse,
  folder: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> => {
  if (redirectToLocalhost(request, response)) return;
  const path = decoded(request.url ?? '/');
  const page =
    (await findFile(folder, path)) ?? (isPage(path) ? await findFile(folder, 'index.html') : undefined);
  if (page === undefined) {
    response.writeHead(404, {
      ...headers,
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end('not found\n');
    return;
  }
  const sent = await compressed(page, String(request.headers['accept-encoding'] ?? ''));
  await send(request, response, sent, { ...headers, 'cache-control': cacheFor(path) });
};
