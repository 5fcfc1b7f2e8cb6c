import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/**
 * What is kept on disk of a task, so that a new agent can answer for the tasks of one that was killed.
 * The environment is not: it holds the run's presigned URLs.
 */
const recordSchema = z.object({
  id: z.string(),
  name: z.string(),
  image: z.string(),
  labels: z.record(z.string(), z.string()),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  exitCode: z.number().int().nullable(),
  process: z.object({ pid: z.number().int(), startTicks: z.string() }).nullable(),
});

export type TaskRecord = z.output<typeof recordSchema>;

/** One JSON file per task, replaced atomically. */
export class Records {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** All records; one that cannot be read is dropped, because nothing can be learnt from it. */
  load(): TaskRecord[] {
    return readdirSync(this.#folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => {
        try {
          const parsed = recordSchema.safeParse(JSON.parse(readFileSync(join(this.#folder, name), 'utf8')));
          if (parsed.success) return [parsed.data];
        } catch {
          // half a file of a machine that lost power
        }
        rmSync(join(this.#folder, name), { force: true });
        return [];
      });
  }

  save(record: TaskRecord): void {
    const path = join(this.#folder, `${record.id}.json`);
    writeFileSync(`${path}.tmp`, JSON.stringify(recordSchema.parse(record)), { mode: 0o600 });
    renameSync(`${path}.tmp`, path);
  }

  remove(id: string): void {
    rmSync(join(this.#folder, `${id}.json`), { force: true });
  }
}
