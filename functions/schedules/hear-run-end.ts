import * as z from 'zod';
import type { AdvanceBackfill } from './advance-backfill.ts';
import type { FollowDependencies, makeCountFailures, makeNoteEnd } from './follow-runs.ts';

/** A run's trigger when a schedule started it. */
const scheduleTrigger = z.looseObject({
  type: z.literal('schedule'),
  schedule_id: z.string(),
  due_at: z.string(),
  slot: z.string(),
});

/**
 * The run of a tick has ended: noted in the ledger once, failures counted, a backfill taken on. Told twice, or late, it
 * changes nothing; not told at all, heartbeats find it.
 */
export const makeHearRunEnd =
  ({
    ticks,
    noteEnd,
    countFailures,
    advanceBackfill,
  }: {
    readonly ticks: Pick<FollowDependencies['ticks'], 'find'>;
    readonly noteEnd: ReturnType<typeof makeNoteEnd>;
    readonly countFailures: ReturnType<typeof makeCountFailures>;
    readonly advanceBackfill: AdvanceBackfill;
  }) =>
  async (trigger: unknown): Promise<void> => {
    const parsed = scheduleTrigger.safeParse(trigger);
    if (!parsed.success) return; // of another trigger
    const { schedule_id, due_at, slot } = parsed.data;
    const tick = await ticks.find({ schedule_id, due_at, slot });
    if (tick === undefined) return; // the ledger is kept shorter than runs
    await noteEnd(tick);
    if (tick.origin === 'backfill') await advanceBackfill(schedule_id, slot);
    else await countFailures(schedule_id);
  };
