import * as z from 'zod';
import { sha256, size } from './digest.ts';

/** One download: what it must be, and a presigned GET (a secret). */
const download = { name: z.string(), size, sha256, url: z.url() };

/** `manifest.json`, format 1: what Prepare tells the runner. It holds presigned URLs: never log it, never keep it. */
export const manifest = z.strictObject({
  format: z.literal(1),
  run_id: z.string(),
  attempt: z.int().min(1),
  created_at: z.iso.datetime({ precision: 3 }),
  script: z.strictObject({ ...download, version: z.int().min(1), file_name: z.string() }),
  /** Values of all parameters but the files, defaults filled in. */
  parameters: z.record(z.string(), z.unknown()),
  inputs: z.array(z.strictObject({ ...download, parameter: z.string(), file_id: z.string() })),
  limits: z.strictObject({
    timeout_seconds: z.number(),
    cpu: z.number(),
    memory_mb: z.int(),
    processes: z.int(),
    file_mb: z.int(),
    output_mb: z.int(),
    output_files: z.int(),
    log_mb: z.int(),
  }),
  /** An IANA name. */
  time_zone: z.string(),
  /** One presigned POST policy for everything below `key_prefix`. */
  upload: z.strictObject({ url: z.url(), fields: z.record(z.string(), z.string()), key_prefix: z.string() }),
});
export type Manifest = z.output<typeof manifest>;
