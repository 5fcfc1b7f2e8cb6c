import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { ApiClient } from './api-client.ts';
import { UsageError } from './failure.ts';
import type { Terminal } from './terminal.ts';

/** What every command takes besides its own options. */
const commonOptions = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

/** The words of a command line, by option. */
export interface Arguments {
  readonly positionals: readonly string[];
  /** The only value of an option. */
  one(name: string): string | undefined;
  /** All values of an option that may stand several times. */
  many(name: string): readonly string[];
  flag(name: string): boolean;
}

/** One command of the tool. */
export interface Command {
  /** After the command's name: `SCRIPT [--wait]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options?: NonNullable<ParseArgsConfig['options']>;
  /** How many positional words it takes: at least and at most. */
  readonly words: readonly [number, number];
  /** Gives the exit code: 0, or 1 when what was waited for failed. */
  run(session: CommandSession): Promise<number>;
}

/** What a running command works with. */
export interface CommandSession {
  readonly args: Arguments;
  readonly terminal: Terminal;
  /** The client of whoever is signed in; fails when nobody is. */
  client(): Promise<ApiClient>;
}

/** Parses a command's words; throws {@link UsageError}. */
export const readArguments = (command: Command, words: readonly string[]): Arguments => {
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...words],
      options: { ...commonOptions, ...command.options },
      allowPositionals: true,
    });
  } catch (thrown) {
    throw new UsageError(thrown instanceof Error ? thrown.message : String(thrown));
  }
  const { values, positionals } = parsed;
  const [least, most] = command.words;
  if (values.help !== true && (positionals.length < least || positionals.length > most))
    throw new UsageError(least === most ? `takes ${least} words` : `takes ${least} to ${most} words`);
  const many = (name: string): string[] =>
    [values[name] ?? []].flat().filter((value): value is string => typeof value === 'string');
  return { positionals, one: (name) => many(name).at(-1), many, flag: (name) => values[name] === true };
};
