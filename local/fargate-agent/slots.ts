import { createServer, type Server } from 'node:net';

const MAX_SLOT = 899;

/** A number that no other agent on this machine has: the runner derives the run's host uid from it. */
interface Slot {
  readonly number: number;
  /** Held as long as the agent lives; the kernel gives it back when the agent dies, however it dies. */
  readonly claim: Server;
}

const claim = (number: number): Promise<Slot | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(`\0openscript-slot-${number}`, () => {
      server.unref();
      resolve({ number, claim: server });
    });
  });

/** Runs at most `slots.length` jobs at a time, and the others in the order in which they came. */
export class Slots {
  readonly #free: Slot[];
  readonly #waiting: { readonly id: string; readonly start: (slot: Slot) => void }[] = [];

  private constructor(free: Slot[]) {
    this.#free = free;
  }

  /** Claims `count` numbers that are free on this machine. */
  static async claim(count: number): Promise<Slots> {
    const free: Slot[] = [];
    for (let number = 0; number <= MAX_SLOT && free.length < count; number += 1) {
      const slot = await claim(number);
      if (slot !== undefined) free.push(slot);
    }
    if (free.length === 0) throw new Error(`all ${MAX_SLOT + 1} slots of this machine are taken`);
    return new Slots(free);
  }

  /** Starts the job when a slot is free; the job calls `release` when it has ended. */
  enqueue(id: string, start: (slot: number, release: () => void) => void): void {
    this.#waiting.push({
      id,
      start: (slot) =>
        start(slot.number, () => {
          this.#free.push(slot);
          this.#next();
        }),
    });
    this.#next();
  }

  /** Takes a waiting job out of the queue; false when it is not waiting. */
  withdraw(id: string): boolean {
    const index = this.#waiting.findIndex((job) => job.id === id);
    if (index < 0) return false;
    this.#waiting.splice(index, 1);
    return true;
  }

  #next(): void {
    const slot = this.#free[0];
    const job = this.#waiting[0];
    if (slot === undefined || job === undefined) return;
    this.#free.shift();
    this.#waiting.shift();
    job.start(slot);
  }
}
