import * as z from 'zod';

/** What a heartbeat hands on when more is due than it does itself: schedules to be planned, ticks to be fired. */
export const scheduleWork = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('plan'), schedule_ids: z.array(z.string()).min(1) }),
  z.strictObject({
    kind: z.literal('fire'),
    /** When the heartbeat saw that they were due. */
    seen_at: z.iso.datetime({ precision: 3 }),
    /** Of few schedules; those of one schedule in their order. */
    ticks: z.array(z.strictObject({ schedule_id: z.string(), due_at: z.string(), slot: z.string() })).min(1),
  }),
]);
export type ScheduleWork = z.output<typeof scheduleWork>;
