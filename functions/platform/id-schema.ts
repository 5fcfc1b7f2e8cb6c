import * as z from 'zod';

/** Prefixes of identifiers; an id is `<prefix>_<ULID>`, so ids of one kind sort by creation time. */
export type IdPrefix = 'run' | 'file' | 'ses' | 'req';

/** The schema of an identifier of one kind (Crockford base 32, 26 characters, upper case). */
export const idSchema = (prefix: IdPrefix) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9A-HJKMNP-TV-Z]{26}$`), `must be an id such as ${prefix}_01JD…`)
    .meta({ example: `${prefix}_01JDA2B3C4D5E6F7G8H9JKMNPQ` });
