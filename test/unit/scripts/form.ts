import type { EventOptions } from '../platform/http-events.ts';

/** A `multipart/form-data` body as a browser or curl sends it, base64 as the gateway hands it on. */
export const form = async (
  fileName: string,
  content: Uint8Array | string,
  fields: Readonly<Record<string, string>> = {},
): Promise<EventOptions & { readonly base64: true }> => {
  const data = new FormData();
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  data.set('file', new Blob([new Uint8Array(bytes)]), fileName);
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  const request = new Request('http://localhost', { method: 'POST', body: data });
  return {
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    body: Buffer.from(await request.arrayBuffer()).toString('base64'),
    base64: true,
  };
};
