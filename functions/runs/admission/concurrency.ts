import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Concurrency } from '../../platform/run-policy.ts';

/** How many runs with one key may run at a time, as it was settled when the run was made. */
export const runConcurrencySchema = z.object({
  /** The script's name, and behind it what its `key` became; see `settleConcurrency`. */
  key: z.string(),
  limit: z.int().min(1),
  on_limit: z.enum(['queue', 'skip', 'cancel_running']),
});
export type RunConcurrency = z.output<typeof runConcurrencySchema>;

/** What a key's `{{ … }}` stands for. */
export interface KeyFacts {
  readonly script: string;
  readonly user: string;
  /** Parameters as the run has them: values with their defaults, and the ids of files. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A longer key is kept as its hash: it is compared, and stands in every slot. */
const MAX_LENGTH = 200;

const shown = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/**
 * What a policy's concurrency means for one run. Keys of different scripts never meet: each begins with its script's name.
 * A parameter that the run does not have counts as empty.
 */
export const settleConcurrency = (
  concurrency: Concurrency | null,
  { script, user, parameters }: KeyFacts,
): RunConcurrency | null => {
  if (concurrency === null) return null;
  const { limit, on_limit, key: template } = concurrency;
  const filled = template?.replaceAll(
    /\{\{ *(user|parameters\.(\w+)) *\}\}/g,
    (_whole, _what, name?: string) => (name === undefined ? user : shown(parameters[name])),
  );
  const key = filled === undefined ? script : `${script}: ${filled}`;
  const short =
    key.length <= MAX_LENGTH ? key : `${script}: #${createHash('sha256').update(key).digest('hex')}`;
  return { key: short, limit, on_limit };
};
