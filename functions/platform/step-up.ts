import type { Caller } from './permissions.ts';

/** How long somebody counts as confirmed who has just given a password or a code, in milliseconds. */
export const CONFIRMED_MS = 10 * 60_000;

/** Whether the caller has shown lately who they are: a stolen access token alone may not do everything. */
export const isConfirmed = (caller: Caller | undefined, now: number): boolean =>
  caller?.confirmedAt !== undefined && now < caller.confirmedAt + CONFIRMED_MS;
