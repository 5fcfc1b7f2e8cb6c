import { parseArgs } from 'node:util';
import * as z from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);

const optionsSchema = z.object({
  /** Where the gateway listens, on 127.0.0.1. */
  port,
  /** Where the emulator listens, on 127.0.0.1. */
  'emulator-port': port,
  /** The HTTP API behind `/api/`. */
  'api-id': z.string().regex(/^[a-z0-9]+$/),
  /** The buckets that presigned URLs may name, separated by commas. */
  buckets: z.string().transform((names) => names.split(',').filter((name) => name !== '')),
  /** Folder of the console's built pages. */
  console: z.string().min(1),
});

/** What the gateway needs to know. */
export interface GatewayOptions {
  readonly port: number;
  readonly emulatorPort: number;
  readonly apiId: string;
  readonly buckets: readonly string[];
  readonly console: string;
}

/** Reads the command line; throws a message that names the fault. */
export const parseGatewayOptions = (args: readonly string[]): GatewayOptions => {
  const names = Object.keys(optionsSchema.shape);
  const { values } = parseArgs({
    args: [...args],
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  });
  const parsed = optionsSchema.safeParse(values);
  if (!parsed.success)
    throw new Error(
      parsed.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('; '),
    );
  const { 'emulator-port': emulatorPort, 'api-id': apiId, ...rest } = parsed.data;
  return { ...rest, emulatorPort, apiId };
};
