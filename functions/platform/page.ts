import * as z from 'zod';

export const MAX_PAGE_SIZE = 100;

/** The query parameters of every list. */
export const pageQuery = z.object({
  page_size: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).default(20),
  cursor: z.string().min(1).max(2048).optional(),
});

/** The `data` of every list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), page_size: z.int(), next_cursor: z.string().nullable() });

/** ISO 8601 in UTC with milliseconds. */
export const instant = z.iso.datetime({ precision: 3 }).meta({ example: '2026-11-22T08:30:00.000Z' });
