import { ApiFailure, NO_ANSWER, readFailure } from './failure.ts';
import { send } from './send.ts';

/** Joins a path of the API whose parts may hold anything but keep their slashes: artifacts have folders. */
export const slashed = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** `data` of a GET whose answer the API document does not describe field by field; `read` checks what came. */
export const readData = async <T>(
  path: string,
  read: (data: unknown) => T | undefined,
  signal?: AbortSignal,
): Promise<T> => {
  const answer = await send(
    new Request(new URL(`/api/v1${path}`, location.origin), signal === undefined ? {} : { signal }),
  ).catch((error: unknown) => {
    if (error instanceof DOMException) throw error;
    throw new ApiFailure(NO_ANSWER, 0, '');
  });
  const body: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw readFailure(answer.status, body);
  const data = typeof body === 'object' && body !== null && 'data' in body ? read(body.data) : undefined;
  if (data === undefined) throw new ApiFailure(NO_ANSWER, answer.status, '');
  return data;
};
