import * as z from 'zod';

/** A SHA-256 in lower-case hexadecimal. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A number of bytes. */
export const size = z.int().min(0);

/** ISO 8601 in UTC, as the runner writes it. */
export const moment = z.iso.datetime();
