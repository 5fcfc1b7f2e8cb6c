import type { AuditEventView } from './contract.ts';

/** Excel takes a file for UTF-8 only with it. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** A spreadsheet takes a cell that begins like this for a formula (OWASP, CSV injection): an apostrophe makes it a text. */
const FORMULA = /^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** One cell (RFC 4180 §2), never a formula. */
export const cell = (value: string): string => {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n\t]/.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** One line with its end. */
export const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

const json = (value: unknown): string => (value === null ? '' : JSON.stringify(value));

const columns: readonly (readonly [string, (event: AuditEventView) => string])[] = [
  ['at', ({ at }) => at],
  ['actor_type', ({ actor }) => actor.type],
  ['actor', ({ actor }) => actor.name],
  ['actor_id', ({ actor }) => actor.id],
  ['roles', ({ actor }) => actor.roles.join(' ')],
  ['session', ({ actor }) => actor.session ?? ''],
  ['on_behalf_of', ({ actor }) => actor.on_behalf_of ?? ''],
  ['address', ({ address }) => address],
  ['device', ({ device }) => device],
  ['page', ({ page }) => page],
  ['action', ({ action }) => action],
  ['resource_type', ({ resource }) => resource.type],
  ['resource_id', ({ resource }) => resource.id],
  ['outcome', ({ outcome }) => outcome],
  ['reason', ({ reason }) => reason ?? ''],
  ['arguments', (event) => json(event.arguments)],
  ['before', ({ before }) => json(before)],
  ['after', ({ after }) => json(after)],
  ['request_id', ({ request_id }) => request_id],
  ['id', ({ id }) => id],
];

/** The names of the columns. */
export const header = (): string => line(columns.map(([name]) => name));

/** An event as a line. */
export const eventLine = (event: AuditEventView): string => line(columns.map(([, read]) => read(event)));
