import * as z from 'zod';

/** What the function InspectScript is called with. */
export const inspectScriptEvent = z.strictObject({ file_name: z.string(), source_base64: z.base64() });
export type InspectScriptEvent = z.output<typeof inspectScriptEvent>;

/** A fault of a script at its place: lines and columns count from 1, columns in characters, ends are exclusive. */
const fault = z.object({
  /** A stable word, such as `no_main`. */
  reason: z.string(),
  line: z.int().min(1),
  column: z.int().min(1),
  end_line: z.int().min(1),
  end_column: z.int().min(1),
  messages: z.object({ en: z.string().min(1), 'zh-CN': z.string().min(1) }),
});

/** What it answers: what the script is, or everything that is wrong with it. */
export const inspectScriptAnswer = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    name: z.string(),
    summary: z.string(),
    description: z.string(),
    is_async: z.boolean(),
    parameters: z.looseObject({
      type: z.literal('object'),
      properties: z.record(z.string(), z.looseObject({})),
      required: z.array(z.string()).optional(),
    }),
  }),
  z.object({ ok: z.literal(false), errors: z.array(fault).min(1) }),
]);
