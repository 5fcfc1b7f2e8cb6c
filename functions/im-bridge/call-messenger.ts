import type * as z from 'zod';
import { MessengerFault } from './messenger.ts';

/** How long a messenger may take, in milliseconds. */
const TIMEOUT_MS = 5000;
/** A longer answer is none of those we know. */
const MAX_ANSWER_BYTES = 256 * 1024;

/** What a messenger answered: JSON, whatever the status. */
export interface MessengerAnswer {
  readonly status: number;
  readonly body: unknown;
}

export type CallMessenger = (
  url: string,
  init?: {
    readonly method?: 'POST';
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  },
) => Promise<MessengerAnswer>;

/** Asks a messenger. Follows no redirect: the hosts are fixed. Throws an `unavailable` fault; it never names the address. */
export const callMessenger: CallMessenger = async (url, init = {}) => {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (Number(response.headers.get('content-length') ?? 0) > MAX_ANSWER_BYTES) throw new Error('too long');
    const text = await response.text();
    if (text.length > MAX_ANSWER_BYTES) throw new Error('too long');
    return { status: response.status, body: JSON.parse(text) as unknown };
  } catch (cause) {
    // Addresses hold secrets in their query (WeCom): the reason is named, the address is not.
    const reason = cause instanceof Error ? cause.name : 'unknown';
    throw new MessengerFault('unavailable', 'no_answer', `no answer in JSON (${reason})`);
  }
};

/** Reads an answer by its schema; what does not fit is an `unavailable` fault that names the fields. */
export const readAnswer = <Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path }) => path.map(String).join('.')).join(', ');
  throw new MessengerFault('unavailable', 'unknown_answer', `an answer that does not fit: ${fields}`);
};
