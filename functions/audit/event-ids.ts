import { decodeTime, encodeTime } from 'ulid';

const PREFIX = 'audit_';
const RANDOM_LETTERS = 16;

/** The first and last id that events of a moment (milliseconds since 1970) can have. */
export const firstIdOf = (at: number): string => `${PREFIX}${encodeTime(at)}${'0'.repeat(RANDOM_LETTERS)}`;
export const lastIdOf = (at: number): string => `${PREFIX}${encodeTime(at)}${'Z'.repeat(RANDOM_LETTERS)}`;

/** When an event with this id was made, in milliseconds since 1970. Throws for what is no id. */
export const timeOfEventId = (id: string): number => decodeTime(id.slice(PREFIX.length));

/** The month of an id, and the one before a month: `2026-01` → `2025-12`. */
export const monthOfEventId = (id: string): string => new Date(timeOfEventId(id)).toISOString().slice(0, 7);
export const monthBefore = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7);
};
