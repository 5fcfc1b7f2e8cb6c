import { expect, inject } from 'vitest';
import { type Client, signIn } from './client.ts';

// biome-ignore lint/suspicious/noExplicitAny: events as the API shows them
export type Event = any;

/** The administrator, who reads the audit log. */
export const openAuditStage = async () => {
  const { url, administrator, adminPassword } = inject('platform');
  const admin = await signIn(url, administrator, adminPassword);
  /** All events that match, the newest first. */
  const eventsOf = async (query: Record<string, string>): Promise<Event[]> => {
    const found: Event[] = [];
    let cursor = '';
    do {
      const text = new URLSearchParams({ page_size: '100', ...query, ...(cursor === '' ? {} : { cursor }) });
      const { status, body } = await admin.call('GET', `/audit/events?${text}`);
      expect([status, body.errors]).toEqual([200, undefined]);
      found.push(...body.data.items);
      cursor = body.data.next_cursor ?? '';
    } while (cursor !== '');
    return found;
  };
  return { admin, eventsOf };
};

/** Does something that must succeed; gives its `data`. */
export const act = async (
  client: Client,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) => {
  const answer = await client.call(method, path, body, headers);
  const told = [`${method} ${path}`, answer.status < 300, answer.body.errors];
  expect(told).toEqual([`${method} ${path}`, true, undefined]);
  return answer.body.data;
};
