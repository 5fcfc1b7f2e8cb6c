import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';

/** What a command has of the world around it; tests bring their own. */
export interface Terminal {
  /** One line, or several, to standard output. */
  out(text: string): void;
  /** To standard error: progress and faults, so that output can be piped. */
  err(text: string): void;
  /** Asks for something that is not shown while it is typed. */
  readSecret(question: string): Promise<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetch: typeof fetch;
  wait(ms: number): Promise<unknown>;
}

/** C0 and C1 controls but tab: what a script prints must not move the cursor or rename the window of who reads it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters meant
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Text from elsewhere as it may be shown: control characters become visible pictures of themselves. */
export const shown = (text: string): string =>
  text.replace(controls, (letter) => {
    const code = letter.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\uFFFD';
  });

const silent = (): Writable =>
  new Writable({
    write: (_chunk, _encoding, done) => done(),
  });

const readSecret = async (question: string): Promise<string> => {
  const piped = !process.stdin.isTTY;
  if (!piped) process.stderr.write(question);
  const lines = createInterface({ input: process.stdin, output: silent(), terminal: !piped });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    if (!piped) process.stderr.write('\n');
  }
};

/** The terminal this process was started from. */
export const processTerminal = (): Terminal => ({
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  readSecret,
  env: process.env,
  fetch,
  wait: setTimeout,
});
