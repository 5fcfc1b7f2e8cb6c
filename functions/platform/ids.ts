import { ulid } from 'ulid';
import type { IdPrefix } from './id-schema.ts';

/** Makes a new identifier, e.g. `run_01JD…`. `now` is milliseconds since 1970. */
export const newId = (prefix: IdPrefix, now: number): string => `${prefix}_${ulid(now)}`;
