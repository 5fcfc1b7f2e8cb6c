import { conflict } from '../platform/errors.ts';
import { text } from '../platform/text.ts';

/** How often a change that others were faster with is decided anew, and how long it waits between, in milliseconds. */
const TRIES = 12;
const PAUSE_MS = 25;

const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS * attempt));

/**
 * Decides and writes a change until it is written: `attempt` reads the present state anew each time and answers
 * undefined when somebody else was first. Throws 40901 when others always are.
 */
export const untilWritten = async <Result>(attempt: () => Promise<Result | undefined>): Promise<Result> => {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const result = await attempt();
    if (result !== undefined) return result;
    await pause(tries);
  }
  throw conflict(text('the script is being changed by others; try again', '该脚本正被其他人修改，请重试'));
};
