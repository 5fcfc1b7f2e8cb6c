import { decodeTime, encodeTime } from 'ulid';

/** A span of ids, both ends included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

const TIME_LETTERS = 10;
const RANDOM_LETTERS = 16;
/** No installation is older than this: where the walk through everybody's months ends. */
const FIRST_INSTANT = Date.parse('2025-01-01T00:00:00Z');
/** The clock that made an id may have been ahead of this one. */
const CLOCK_SKEW_MS = 60_000;

const idAt = (at: number, letter: '0' | 'Z'): string =>
  `run_${encodeTime(Math.max(0, at), TIME_LETTERS)}${letter.repeat(RANDOM_LETTERS)}`;

/** The ids of runs created between two instants (ISO 8601), or up to now. An id begins with its time. */
export const spanOf = (since: string | undefined, until: string | undefined, now: number): Span => ({
  from: idAt(since === undefined ? FIRST_INSTANT : Math.max(FIRST_INSTANT, Date.parse(since)), '0'),
  to: idAt(Math.min(now + CLOCK_SKEW_MS, until === undefined ? Infinity : Date.parse(until)), 'Z'),
});

/** When an id was made, in milliseconds since 1970. */
export const timeOfId = (id: string): number => decodeTime(id.slice('run_'.length));

/** The month of an instant, `2026-11`: everybody's runs are listed month by month. */
export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

export const monthBefore = (month: string): string => monthOf(Date.parse(`${month}-01T00:00:00Z`) - 1);
