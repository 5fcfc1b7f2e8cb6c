import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { AgentOptions } from './options.ts';
import { identify, killTree, listTree, signal } from './processes.ts';
import type { Records, TaskRecord } from './records.ts';
import type { Slots } from './slots.ts';
import { type StreamNumber, TaskLog } from './task-log.ts';

/** Exit codes as Docker gives them. */
const KILLED = 137;
const TERMINATED = 143;
const NOT_STARTED = 127;

/** What a task is allowed to know: its manifest, and nothing of what else ECS puts into a container's environment. */
const passedOn = (environment: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('OPENSCRIPT_')));

/** One ECS task: waits for a slot, runs the runner, ends once. */
export class Task {
  readonly log = new TaskLog();
  readonly #record: TaskRecord;
  readonly #records: Records;
  readonly #options: AgentOptions;
  #environment: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  readonly #ended = Promise.withResolvers<number>();

  constructor(
    record: TaskRecord,
    environment: Readonly<Record<string, string>>,
    records: Records,
    options: AgentOptions,
  ) {
    this.#record = record;
    this.#environment = environment;
    this.#records = records;
    this.#options = options;
    if (record.exitCode !== null) this.#ended.resolve(record.exitCode);
    else records.save(record);
  }

  get record(): Readonly<TaskRecord> {
    return this.#record;
  }

  get status(): 'created' | 'running' | 'exited' {
    if (this.#record.finishedAt !== null) return 'exited';
    return this.#record.startedAt === null ? 'created' : 'running';
  }

  /** Settles with the exit code when the task has ended. */
  get ended(): Promise<number> {
    return this.#ended.promise;
  }

  /** Starts as soon as a slot is free. */
  start(slots: Slots): void {
    slots.enqueue(this.#record.id, (slot, release) => {
      this.#spawn(slot);
      void this.ended.then(release);
    });
  }

  /** Asks the runner to end, and after `graceSeconds` kills all of it; settles when it has ended. */
  async stop(slots: Slots, graceSeconds: number): Promise<void> {
    if (this.status === 'created') {
      slots.withdraw(this.#record.id);
      this.#finish(TERMINATED);
      return;
    }
    const pid = this.#child?.pid;
    if (this.status === 'exited' || pid === undefined) return;
    signal(pid, 'SIGTERM');
    const timer = setTimeout(() => killTree(pid), graceSeconds * 1000);
    await this.ended;
    clearTimeout(timer);
  }

  #spawn(slot: number): void {
    const { python, container, work } = this.#options;
    const child = spawn(python, ['-u', join(import.meta.dirname, 'run_task.py'), container], {
      detached: true, // a session of its own, so that a key pressed in the terminal does not reach the runs
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH ?? '/usr/bin:/bin',
        LANG: 'C.UTF-8',
        PYTHONDONTWRITEBYTECODE: '1',
        ...passedOn(this.#environment),
        OPENSCRIPT_LAUNCHER: 'bwrap',
        OPENSCRIPT_SLOT: String(slot),
        OPENSCRIPT_WORK_DIR: work,
        OPENSCRIPT_AGENT_PID: String(process.pid),
      },
    });
    this.#environment = {};
    this.#child = child;
    this.#record.startedAt = new Date().toISOString();
    this.#record.process = (child.pid !== undefined && identify(child.pid)) || null;
    this.#records.save(this.#record);
    this.#listen(child.stdout, 1);
    this.#listen(child.stderr, 2);
    child.once('error', (error) => {
      this.log.write(2, Buffer.from(`the runner did not start: ${error.message}\n`));
      this.#finish(NOT_STARTED);
    });
    child.once('exit', (code, name) => {
      void this.#afterExit(child, code ?? (name === null ? KILLED : 128 + constants.signals[name]));
    });
  }

  /** Whole lines only: each becomes one event in CloudWatch Logs. */
  #listen(output: Readable | null, stream: StreamNumber): void {
    if (output === null) return;
    createInterface({ input: output }).on('line', (line) => this.log.write(stream, Buffer.from(`${line}\n`)));
  }

  /** The supervisor is gone: nothing that it started may outlive it, not even to hold its pipes open. */
  async #afterExit(child: ChildProcess, code: number): Promise<void> {
    if (child.pid !== undefined)
      for (const pid of listTree(child.pid)) if (pid !== child.pid) signal(pid, 'SIGKILL');
    const pipes = [child.stdout, child.stderr].filter((pipe): pipe is Readable => pipe?.closed === false);
    const closed = Promise.all(pipes.map((pipe) => once(pipe, 'close')));
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 500))]);
    this.#finish(code);
  }

  #finish(code: number): void {
    if (this.#record.finishedAt !== null) return;
    this.#record.finishedAt = new Date().toISOString();
    this.#record.exitCode = code;
    this.#record.process = null;
    this.#records.save(this.#record);
    this.log.end();
    this.#ended.resolve(code);
  }
}
