import * as z from 'zod';

/** What the function PreviewFile is called with. The URL is presigned and short-lived: it is never logged. */
export const previewFileEvent = z.strictObject({
  url: z.url(),
  /** The name tells the format where the bytes leave it open. */
  name: z.string().min(1),
  size: z.int().min(0),
  /** The wanted sheet's name; null: the first. */
  sheet: z.string().nullable(),
  rows: z.int().min(1).max(1000),
});
export type PreviewFileEvent = z.output<typeof previewFileEvent>;

/** Why a file is not shown. */
export const previewRefusals = [
  'encrypted',
  'damaged',
  'forbidden_content',
  'too_large_unpacked',
  'too_complex',
  'sheet_not_found',
  'not_fetched',
] as const;

const size = z.int().min(0).nullable();

/** What it answers: the first rows of one sheet, or why not. Cells are text, exact numbers, booleans or nothing. */
export const previewFileAnswer = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    kind: z.enum(['workbook', 'csv', 'text', 'unsupported']),
    sheets: z.array(z.object({ name: z.string(), rows: size, columns: size })),
    sheet: z.string().nullable(),
    rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
    truncated: z.boolean(),
  }),
  z.object({
    ok: z.literal(false),
    reason: z.enum(previewRefusals),
    /** With `sheet_not_found`: the names there are. */
    sheets: z.array(z.string()).optional(),
  }),
]);
export type PreviewFileAnswer = z.output<typeof previewFileAnswer>;
