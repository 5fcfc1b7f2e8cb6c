import type { Operation } from '../platform/api.ts';
import { attachmentDisposition } from '../platform/attachment.ts';
import { collectPage } from '../platform/collect-page.ts';
import type { RouteOf } from '../platform/route.ts';
import { type auditRoutes, MAX_EXPORT_BYTES, MAX_EXPORT_ROWS } from './contract.ts';
import { BYTE_ORDER_MARK, eventLine, header, line } from './csv.ts';
import type { EventStore } from './event-store.ts';
import { eventsThat } from './find-events.ts';

const ROWS_AT_ONCE = 500;
/** The gateway waits 30 s, and what was read by then is better than nothing. */
const TIME_MS = 20_000;

/** Gives the events that match as CSV; what was cut off is said in the last line and in a header. */
export const makeExportAuditEvents =
  ({
    store,
    now,
  }: {
    store: Pick<EventStore, 'list'>;
    now: () => number;
  }): Operation<RouteOf<typeof auditRoutes, 'exportAuditEvents'>> =>
  async ({ query }) => {
    const until = now() + TIME_MS;
    const source = eventsThat(store, query, now());
    let body = BYTE_ORDER_MARK + header();
    let bytes = Buffer.byteLength(body);
    let rows = 0;
    let after: string | undefined;
    let cut = false;
    for (let more = true; more && !cut; ) {
      const page = await collectPage(source, ROWS_AT_ONCE, after);
      for (const event of page.rows) {
        const next = eventLine(event);
        if (rows >= MAX_EXPORT_ROWS || bytes + Buffer.byteLength(next) > MAX_EXPORT_BYTES) {
          cut = true;
          break;
        }
        body += next;
        bytes += Buffer.byteLength(next);
        rows += 1;
      }
      more = page.next !== null;
      after = page.next ?? undefined;
      if (more && now() > until) cut = true;
    }
    if (cut) body += line([`# ${rows} rows; there are older ones: export again with an earlier "until"`]);
    const day = new Date(now()).toISOString().slice(0, 10);
    return {
      status: 200,
      headers: {
        'content-disposition': attachmentDisposition(`audit-${day}.csv`),
        'cache-control': 'no-store',
        'x-openscript-rows': String(rows),
        'x-openscript-truncated': String(cut),
      },
      raw: { contentType: 'text/csv; charset=utf-8', body },
    };
  };
