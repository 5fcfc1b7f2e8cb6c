import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';

const root = join(import.meta.dirname, '../..');

const optionsSchema = z.object({
  /** Path of the unix socket that speaks the Docker Engine API. */
  socket: z.string().min(1),
  /** Folder of the agent's own records. */
  records: z.string().min(1),
  /** Folder in which the runner lays its run directories. */
  work: z.string().min(1),
  /** Interpreter that runs the runner and the scripts. */
  python: z.string().min(1),
  /** Folder that holds the package `runner`. */
  container: z.string().min(1).default(join(root, 'container')),
  /** How many tasks run at a time; the others wait in order. */
  slots: z.coerce.number().int().min(1).max(64).default(availableParallelism()),
});

export type AgentOptions = z.output<typeof optionsSchema>;

/** Reads the command line; throws a message that names the fault. */
export const parseOptions = (args: readonly string[]): AgentOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      socket: { type: 'string' },
      records: { type: 'string' },
      work: { type: 'string' },
      python: { type: 'string' },
      container: { type: 'string' },
      slots: { type: 'string' },
    },
  });
  const parsed = optionsSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new Error(
    parsed.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('; '),
  );
};
