import { isFinal, type Run } from './run.ts';
import type { RunStore } from './store.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1000;
const GROWTH = 1.4;

export interface WaitDependencies {
  readonly store: Pick<RunStore, 'find'>;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/** Looks at a run again and again until it is final or the time has come, in milliseconds since 1970. */
export const makeWaitForEnd =
  ({ store, now, sleep }: WaitDependencies) =>
  async (started: Run, until: number): Promise<Run> => {
    let run = started;
    for (let pause = FIRST_PAUSE_MS; !isFinal(run) && now() + pause < until; ) {
      await sleep(pause);
      run = (await store.find(run.id)) ?? run;
      pause = Math.min(LONGEST_PAUSE_MS, pause * GROWTH);
    }
    return run;
  };

export type WaitForEnd = ReturnType<typeof makeWaitForEnd>;
