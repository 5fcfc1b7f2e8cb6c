import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { killTree } from '../fargate-agent/processes.ts';

/** A process that belongs to the platform for as long as it runs. */
export interface ChildSpec {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment: nothing of the user's own is passed on. */
  readonly env: Readonly<Record<string, string>>;
  /** File that takes what it says. */
  readonly log: string;
  /** Whether it answers. */
  readonly isReady: () => Promise<boolean>;
}

/** Told what a person should know. */
export type Say = (line: string) => void;

const READY_SECONDS = 30;
const STOP_SECONDS = 8;
/** A part that ends this often within a minute will not come back by itself. */
const MAX_RESTARTS = 5;

/** What is to happen beside the process. */
export interface ChildEvents {
  readonly say: Say;
  /** After each start, with its process number known. */
  readonly onStart?: () => void;
  /** When it answers again after it ended by itself. */
  readonly onBack?: () => Promise<void>;
}

/** Starts a process, starts it again when it ends by itself, and stops it. */
export class Child {
  readonly #spec: ChildSpec;
  readonly #events: ChildEvents;
  readonly #restarts: number[] = [];
  #process: ChildProcess | undefined;
  #stopping = false;

  constructor(spec: ChildSpec, events: ChildEvents) {
    this.#spec = spec;
    this.#events = events;
  }

  get pid(): number | undefined {
    return this.#process?.exitCode === null && this.#process.signalCode === null
      ? this.#process.pid
      : undefined;
  }

  /** Settles when it answers; throws with the end of its log when it does not. */
  async start(): Promise<void> {
    const { program, args, cwd, env, log } = this.#spec;
    const output = openSync(log, 'a', 0o600);
    const child = spawn(program, [...args], {
      cwd,
      env: { ...env },
      stdio: ['ignore', output, output],
      detached: true, // Ctrl-C in the terminal is for us; we stop the parts in order
    });
    closeSync(output);
    this.#process = child;
    child.once('error', () => {});
    child.once('exit', (code, signal) => void this.#afterExit(child, signal ?? `status ${code}`));
    this.#events.onStart?.();
    const end = Date.now() + READY_SECONDS * 1000;
    while (!(await this.#spec.isReady().catch(() => false))) {
      if (this.pid === undefined)
        throw new Error(`${this.#spec.name} ended at its start:\n${this.#lastLines()}`);
      if (Date.now() > end) throw new Error(`${this.#spec.name} did not answer:\n${this.#lastLines()}`);
      await sleep(20);
    }
  }

  /** Asks it to end, kills it when it does not; settles when it has ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#process;
    if (child?.pid === undefined || this.pid === undefined) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const { pid } = child;
    const timer = setTimeout(() => killTree(pid), STOP_SECONDS * 1000);
    await ended;
    clearTimeout(timer);
  }

  async #afterExit(child: ChildProcess, how: string): Promise<void> {
    if (this.#stopping || child !== this.#process) return;
    const now = Date.now();
    this.#restarts.push(now);
    while ((this.#restarts[0] ?? now) < now - 60_000) this.#restarts.shift();
    const { name, log } = this.#spec;
    if (this.#restarts.length > MAX_RESTARTS) {
      this.#events.say(`${name} ended again (${how}) and is given up; see ${log}`);
      return;
    }
    this.#events.say(`${name} ended (${how}); starting it again`);
    try {
      await this.start();
      this.#events.say(`${name} answers again`);
      await this.#events.onBack?.();
    } catch (error) {
      // Where it ended, that end has its own restart.
      if (this.pid !== undefined) this.#events.say(error instanceof Error ? error.message : String(error));
    }
  }

  #lastLines(): string {
    return readFileSync(this.#spec.log, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  }
}
