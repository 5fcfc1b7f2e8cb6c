import { ZodError } from 'zod';
import { makeApiClient } from './api-client.ts';
import { type Command, readArguments } from './command.ts';
import { commands } from './commands.ts';
import { credentialsFile, openCredentialStore } from './credentials.ts';
import { ApiFailure, CommandError, UsageError } from './failure.ts';
import { shown, type Terminal } from './terminal.ts';

const overview = (): string =>
  [
    'openscript: run a company’s scripts from the command line',
    '',
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`),
    '',
    'openscript COMMAND --help shows its options; --json gives output for programs.',
  ].join('\n');

const usageOf = (name: string, { usage, summary }: Command): string =>
  `usage: openscript ${name} ${usage}\n${summary}`;

/** Says what went wrong and what to do; gives the exit code. */
const explain = (thrown: unknown, terminal: Terminal): number => {
  if (thrown instanceof ApiFailure) {
    terminal.err(`error ${thrown.code}: ${shown(thrown.message)}`);
    for (const field of thrown.fields) terminal.err(`  ${shown(field)}`);
    if (thrown.retryAfter !== undefined) terminal.err(`  try again in ${thrown.retryAfter} s`);
    if (thrown.status >= 500) terminal.err(`  request ${thrown.requestId}`);
    if (thrown.status === 401) terminal.err('  sign in with: openscript login');
    return 1;
  }
  if (thrown instanceof CommandError) {
    terminal.err(`error: ${thrown.message}`);
    return 1;
  }
  if (thrown instanceof ZodError) {
    terminal.err(
      'error: the answer is not what this tool understands; is the address right, and the tool up to date?',
    );
    return 1;
  }
  throw thrown;
};

const signedInClient = async (terminal: Terminal) => {
  const store = openCredentialStore(credentialsFile(terminal.env));
  const credentials = await store.load();
  if (credentials === undefined)
    throw new CommandError('nobody is signed in; sign in with: openscript login --url URL');
  return makeApiClient({ url: credentials.url, credentials, store, terminal });
};

/** Runs one command line; gives the exit code: 0 well, 1 not, 2 not understood. */
export const main = async (words: readonly string[], terminal: Terminal): Promise<number> => {
  const [name = 'help', ...rest] = words;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    const asked = ['help', '--help', '-h'].includes(name);
    terminal[asked ? 'out' : 'err'](
      asked ? overview() : `there is no command ${shown(name)}\n\n${overview()}`,
    );
    return asked ? 0 : 2;
  }
  try {
    const args = readArguments(command, rest);
    if (args.flag('help')) {
      terminal.out(usageOf(name, command));
      return 0;
    }
    return await command.run({ args, terminal, client: () => signedInClient(terminal) });
  } catch (thrown) {
    if (!(thrown instanceof UsageError)) return explain(thrown, terminal);
    terminal.err(`${thrown.message}\n${usageOf(name, command)}`);
    return 2;
  }
};
