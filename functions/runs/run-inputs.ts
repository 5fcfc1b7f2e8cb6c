import * as z from 'zod';
import { limitsSchema } from '../scripts/script-schema.ts';

/** An input file, pinned by the version of its object. */
const inputFileSchema = z.object({
  id: z.string(),
  name: z.string(),
  size: z.int(),
  sha256: z.string(),
  bucket: z.string(),
  key: z.string(),
  version_id: z.string(),
});

/** What a run was started with, and where it is. */
export const runInputsSchema = z.object({
  /** Values of all parameters but the files; defaults filled in. */
  parameters: z.record(z.string(), z.unknown()),
  /** The files of each file parameter, in the caller's order. */
  files: z.record(z.string(), z.array(inputFileSchema)),
  script: z.object({
    file_name: z.string(),
    sha256: z.string(),
    size: z.int(),
    bucket: z.string(),
    key: z.string(),
  }),
  limits: limitsSchema,
});
export type RunInputs = z.output<typeof runInputsSchema>;
