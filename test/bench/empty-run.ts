import type { Client } from '../e2e/platform/client.ts';
import { type Summary, summarise } from './statistics.ts';

/** `POST /runs` → final status of an empty script, one after the other, in milliseconds; and where the time goes. */
export interface EmptyRun {
  readonly total: Summary;
  /** Milliseconds from creation to the status, medians of the run's own timeline. */
  readonly phases: Readonly<Record<string, number>>;
}

/** Runs the empty script `count` times. Polls every 20 ms, so a figure is at most that much too long. */
export const measureEmptyRun = async (client: Client, script: string, count = 12): Promise<EmptyRun> => {
  const totals: number[] = [];
  const phases: Record<string, number[]> = {};
  for (let n = 0; n < count; n += 1) {
    const started = performance.now();
    const { id } = await client.startRun(script);
    for (;;) {
      const run = await client.showRun(id);
      if (run.finished_at === null) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        continue;
      }
      totals.push(performance.now() - started);
      if (run.status !== 'succeeded') throw new Error(`the empty run ended ${run.status}: ${run.message}`);
      for (const step of run.timeline) {
        const sample = phases[step.status] ?? [];
        sample.push(Date.parse(step.at) - Date.parse(run.created_at));
        phases[step.status] = sample;
      }
      break;
    }
  }
  return {
    total: summarise(totals),
    phases: Object.fromEntries(
      Object.entries(phases).map(([status, sample]) => [status, summarise(sample).p50]),
    ),
  };
};
