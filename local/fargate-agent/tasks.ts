import { randomBytes } from 'node:crypto';
import type { AgentOptions } from './options.ts';
import { isAlive, killTree } from './processes.ts';
import { Records } from './records.ts';
import { Slots } from './slots.ts';
import { Task } from './task.ts';

/** How long an ended task can be asked about. */
const KEPT_MS = 3_600_000;
const KILLED = 137;

/** What ECS asks for when it creates a container. */
export interface TaskRequest {
  readonly name: string;
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
}

/** All tasks this agent knows, those of an agent that was killed included. */
export class Tasks {
  readonly #tasks = new Map<string, Task>();
  readonly #options: AgentOptions;
  readonly #records: Records;
  readonly #slots: Slots;

  private constructor(options: AgentOptions, records: Records, slots: Slots) {
    this.#options = options;
    this.#records = records;
    this.#slots = slots;
  }

  /** Kills what a former agent left running, and takes over its records: such a task has ended with 137. */
  static async open(options: AgentOptions): Promise<Tasks> {
    const records = new Records(options.records);
    const tasks = new Tasks(options, records, await Slots.claim(options.slots));
    for (const record of records.load()) {
      if (record.finishedAt === null) {
        if (record.process !== null && isAlive(record.process)) killTree(record.process.pid);
        Object.assign(record, { finishedAt: new Date().toISOString(), exitCode: KILLED, process: null });
        records.save(record);
      }
      const task = new Task(record, {}, records, options);
      task.log.end();
      tasks.#tasks.set(record.id, task);
    }
    return tasks;
  }

  create(request: TaskRequest): Task {
    this.#forgetOld();
    const { name, image, labels, environment } = request;
    const task = new Task(
      {
        id: randomBytes(32).toString('hex'),
        name,
        image,
        labels: { ...labels },
        createdAt: new Date().toISOString(),
        startedAt: null,
        finishedAt: null,
        exitCode: null,
        process: null,
      },
      environment,
      this.#records,
      this.#options,
    );
    this.#tasks.set(task.record.id, task);
    return task;
  }

  /** Finds a task by its id, the beginning of it, or its name. */
  find(reference: string): Task | undefined {
    const all = [...this.#tasks.values()];
    return (
      this.#tasks.get(reference) ??
      all.find(({ record }) => record.name === reference) ??
      (reference.length >= 12 ? all.find(({ record }) => record.id.startsWith(reference)) : undefined)
    );
  }

  list(): Task[] {
    return [...this.#tasks.values()];
  }

  start(task: Task): void {
    task.start(this.#slots);
  }

  stop(task: Task, graceSeconds: number): Promise<void> {
    return task.stop(this.#slots, graceSeconds);
  }

  remove(task: Task): void {
    this.#tasks.delete(task.record.id);
    this.#records.remove(task.record.id);
  }

  /** Ends every task; used when the agent itself is told to end. */
  async stopAll(graceSeconds: number): Promise<void> {
    await Promise.all(this.list().map((task) => this.stop(task, graceSeconds)));
  }

  #forgetOld(): void {
    const oldest = Date.now() - KEPT_MS;
    for (const task of this.list()) {
      const { finishedAt } = task.record;
      if (finishedAt !== null && Date.parse(finishedAt) < oldest) this.remove(task);
    }
  }
}
