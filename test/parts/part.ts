import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How many tests of one part passed, failed and were skipped. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** One part of `npm test`: a command, and how its counts are read from the report it writes. */
export interface Part {
  readonly name: string;
  readonly command: (report: string) => readonly string[];
  readonly count: (report: string, exitCode: number) => Counts;
  /** Extra environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What became of a part. */
export interface Outcome {
  readonly name: string;
  readonly counts: Counts;
  readonly seconds: number;
  readonly ok: boolean;
  readonly output: string;
}

const execute = (command: readonly string[], env: Readonly<Record<string, string>>) =>
  new Promise<{ code: number; output: string }>((resolve) => {
    const [program = '', ...args] = command;
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => resolve({ code: 127, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });

/** Runs a part to its end. A part that counted no test has failed: it did not run. */
export const runPart = async (part: Part): Promise<Outcome> => {
  const folder = await mkdtemp(join(tmpdir(), 'openscript-test-'));
  const report = join(folder, 'report');
  const started = Date.now();
  const { code, output } = await execute(part.command(report), part.env ?? {});
  const document = await readFile(report, 'utf8').catch(() => '');
  await rm(folder, { recursive: true, force: true });
  let counts: Counts;
  try {
    counts = part.count(document, code);
  } catch {
    counts = { passed: 0, failed: 0, skipped: 0 };
  }
  const ok = code === 0 && counts.failed === 0 && counts.passed > 0;
  return { name: part.name, counts, seconds: (Date.now() - started) / 1000, ok, output };
};
