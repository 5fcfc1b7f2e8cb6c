import type { Log } from './log.ts';
import type { HttpReply } from './request.ts';
import type { Route } from './route.ts';

/**
 * Fits an answer to its route's schema before it leaves: fields that the contract does not name are left out, so that
 * a row which grows cannot show more than was meant. An answer that does not fit is our fault and goes to the log as
 * an error with the fields' names; the caller gets it as it is, which is better than nothing at all.
 */
export const fitReply = (route: Route, reply: HttpReply, log: Log): HttpReply => {
  if (typeof route.reply === 'string' || reply.raw !== undefined) return reply;
  const parsed = route.reply.safeParse(reply.data ?? null);
  if (parsed.success) return { ...reply, data: parsed.data };
  const fields = parsed.error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.code}`);
  log.error('an answer does not fit its schema', { operation: route.operation, fields });
  return reply;
};
