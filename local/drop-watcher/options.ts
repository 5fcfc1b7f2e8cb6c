import { parseArgs } from 'node:util';
import * as z from 'zod';

const optionsSchema = z.object({
  /** The folder whose sub-folders are watched. */
  directory: z.string().min(1),
  table: z.string().min(1),
  bucket: z.string().min(1),
});

export type WatcherOptions = z.output<typeof optionsSchema>;

/** Reads the command line; throws a message that names the fault. */
export const parseWatcherOptions = (args: readonly string[]): WatcherOptions => {
  const names = Object.keys(optionsSchema.shape);
  const { values } = parseArgs({
    args: [...args],
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  });
  return optionsSchema.parse(values);
};
