/** Searching the audit log in DynamoDB: every page, every filter, over months and partitions, against a plain sort. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditEventView, AuditFilters } from '../../../functions/audit/contract.ts';
import { makeEventStore } from '../../../functions/audit/event-store.ts';
import { eventsThat, isWanted } from '../../../functions/audit/find-events.ts';
import { makeWriteAuditEvent } from '../../../functions/platform/audit-row.ts';
import { collectPage } from '../../../functions/platform/collect-page.ts';
import { inParallel } from '../../../functions/platform/in-parallel.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { sampleEvent } from '../../unit/audit/sample-events.ts';
import { startEmulator, type TestEmulator } from '../emulator/start-emulator.ts';
import { makeTable } from '../runs/make-table.ts';

let emulator: TestEmulator;
let table: Table;
const NOW = Date.parse('2026-11-25T08:00:00.000Z');
const DAY = 86_400_000;
const events: AuditEventView[] = [];
const person = (name: string, session: string): AuditEventView['actor'] => ({
  type: 'user',
  id: `id-of-${name}`,
  name,
  roles: ['author'],
  session,
  on_behalf_of: null,
});

beforeAll(async () => {
  emulator = await startEmulator();
  table = await makeTable(emulator);
  const outcomes = ['done', 'done', 'done', 'refused', 'failed'] as const;
  for (let each = 0; each < 400; each += 1)
    events.push(
      // Over ninety days, several in the same millisecond.
      sampleEvent(NOW - Math.floor(each / 4) * 0.9 * DAY, {
        actor: person(each % 3 === 0 ? 'ann' : 'bob', `ses_${each % 7}`),
        action: each % 2 === 0 ? 'scripts.publish' : 'files.create',
        resource: { type: each % 2 === 0 ? 'script' : 'file', id: `thing-${each % 11}` },
        outcome: outcomes[each % outcomes.length] ?? 'done',
        address: `10.0.0.${each % 5}`,
      }),
    );
  const write = makeWriteAuditEvent(table);
  await inParallel(events, 20, (event) => write(event as Parameters<typeof write>[0]));
  await inParallel(events.slice(0, 20), 20, (event) => write(event as Parameters<typeof write>[0])); // twice is once
});
afterAll(() => emulator?.stop());

const filters: readonly AuditFilters[] = [
  {},
  { actor: 'ann' },
  { action: 'files.create' },
  { resource_type: 'script' },
  { resource_type: 'script', resource_id: 'thing-4' },
  { session: 'ses_3' },
  { outcome: 'refused' },
  { address: '10.0.0.2', actor: 'bob' },
  { since: new Date(NOW - 40 * DAY).toISOString(), until: new Date(NOW - 10 * DAY).toISOString() },
  { action: 'scripts.publish', since: new Date(NOW - 45 * DAY).toISOString() },
  { actor: 'nobody-of-this-name' },
];

it.each(filters)('%o: all pages together are what a plain sort gives', async (wanted) => {
  const since = wanted.since ?? new Date(NOW - 400 * DAY).toISOString();
  const until = wanted.until ?? new Date(NOW + DAY).toISOString();
  const expected = events
    .filter((event) => isWanted(event, wanted) && event.at >= since && event.at <= until)
    .map(({ id }) => id)
    .sort()
    .reverse();
  for (const size of [1, 7, 100]) {
    const source = eventsThat(makeEventStore(table), wanted, NOW);
    const found: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await collectPage(source, size === 1 ? 3 : size, after);
      found.push(...page.rows.map(({ id }) => id));
      after = page.next ?? undefined;
      pages += 1;
    } while (after !== undefined && pages < 500);
    expect(found).toEqual(expected);
  }
});

it('an event is found by its id, and one that is not there is not', async () => {
  const store = makeEventStore(table);
  expect(await store.find(events[5]?.id ?? '')).toEqual(events[5]);
  expect(await store.find(sampleEvent(NOW).id)).toBeUndefined();
});
