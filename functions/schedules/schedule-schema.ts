import * as z from 'zod';
import { idSchema } from '../platform/id-schema.ts';
import { instant } from '../platform/page.ts';
import { prioritySchema, retrySchema } from '../platform/run-policy.ts';
import { schemaMessage } from '../platform/text.ts';
import { scriptNameSchema } from '../scripts/script-schema.ts';

/** What a schedule is to the world: the schemas that the routes of `contract.ts` take and answer with. */

/** What happens when a tick comes due while an earlier run of the schedule has not ended. */
export const overlaps = ['skip', 'queue', 'allow'] as const;
/** What happens to ticks that came due while the platform was down. */
export const catchUps = ['none', 'last', 'all'] as const;
/** Which days of the expression count. */
export const dayKinds = ['business_days', 'holidays', 'nth_business_day', 'last_business_day'] as const;
export const shifts = ['next', 'previous'] as const;

/** `planned` and `firing` are on their way; a tick ends as one of the others. */
export const tickStatuses = [
  'planned',
  'firing',
  'ran',
  'queued',
  'skipped',
  'late',
  'missed',
  'held',
] as const;
/** Settled without a run of its own: what the board shows. */
export const unrunStatuses = ['skipped', 'late', 'missed', 'held'] as const;
export const tickOrigins = ['plan', 'manual', 'backfill'] as const;

const label = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(
      (written) => written.isWellFormed() && !/\p{Cc}/u.test(written),
      schemaMessage('must be text without control characters', '不能含有控制字符'),
    );

export const scheduleNameSchema = label(80).meta({ example: 'month-end closing' });

export const calendarNameSchema = scriptNameSchema.meta({ example: 'china' });

/** 5-field cron (L, W, # too), `rate(5 minutes)` or `at(2026-12-31T23:00)`. What is wrong with it the rules say. */
export const expressionSchema = z.string().trim().min(1).max(200).meta({ example: '30 8 * * 1-5' });
export const timeZoneSchema = z.string().min(1).max(64).meta({ example: 'Asia/Shanghai' });

/** A moment of these times: years beyond are mistakes. */
export const momentSchema = z.iso.datetime({ offset: true }).refine(
  (written) => {
    const at = Date.parse(written);
    return at >= Date.UTC(2000, 0, 1) && at < Date.UTC(2200, 0, 1);
  },
  schemaMessage('must be between the years 2000 and 2199', '必须在 2000 年到 2199 年之间'),
);

export const calendarUseSchema = z
  .strictObject({
    name: calendarNameSchema,
    on: z.enum(dayKinds),
    n: z
      .int()
      .min(1)
      .max(31)
      .optional()
      .meta({ description: 'nth_business_day: which; last_business_day: counted from the end, 1 the last' }),
    shift: z
      .enum(shifts)
      .optional()
      .meta({ description: 'a day that does not count moves to the next or previous that does' }),
  })
  .meta({ id: 'CalendarUse' });
export type CalendarUse = z.output<typeof calendarUseSchema>;

const parameters = z.record(z.string().max(100), z.unknown());
const maxLateness = z.int().min(1).max(2_592_000);
const maxFailures = z.int().min(1).max(50);
const scriptVersion = z.int().min(1).max(1_000_000);

/** What a schedule is made of. */
export const scheduleFields = {
  name: scheduleNameSchema,
  script: scriptNameSchema,
  parameters,
  expression: expressionSchema,
  time_zone: timeZoneSchema,
  enabled: z.boolean(),
  start_at: momentSchema.nullable(),
  end_at: momentSchema.nullable(),
  overlap: z.enum(overlaps),
  catch_up: z.enum(catchUps),
  calendar: calendarUseSchema.nullable(),
  max_lateness: maxLateness.nullable().meta({ description: 'seconds; a tick later than that does not run' }),
  retry: retrySchema.nullable().meta({ description: "null: the script's own" }),
  priority: prioritySchema.nullable().meta({ description: "null: the script's own" }),
  max_failures: maxFailures.meta({ description: 'failures in a row after which it pauses itself' }),
};

export const newScheduleSchema = z.strictObject({
  ...scheduleFields,
  version: scriptVersion.nullable().default(null).meta({
    description: "the script's version; null: the one current when a tick fires. Shown as script_version",
  }),
  parameters: parameters.default({}),
  time_zone: timeZoneSchema.default('UTC'),
  enabled: z.boolean().default(true),
  start_at: momentSchema.nullable().default(null),
  end_at: momentSchema.nullable().default(null),
  overlap: z.enum(overlaps).default('skip'),
  catch_up: z.enum(catchUps).default('last'),
  calendar: calendarUseSchema.nullable().default(null),
  max_lateness: maxLateness.nullable().default(null),
  retry: retrySchema.nullable().default(null),
  priority: prioritySchema.nullable().default(null),
  max_failures: maxFailures.default(5),
});

export const scheduleChangeSchema = z
  .strictObject({ ...scheduleFields, script_version: scriptVersion.nullable() })
  .partial()
  .extend({ version: z.int().min(1).meta({ description: 'the counter of changes, as it was read' }) });

const tickRef = z.object({ due_at: instant, status: z.enum(tickStatuses), run_id: z.string().nullable() });

export const scheduleSchema = z
  .object({
    id: z.string(),
    ...scheduleFields,
    script_version: z.int().nullable().meta({ description: 'null: the one current when a tick fires' }),
    start_at: instant.nullable(),
    end_at: instant.nullable(),
    owner: z.string(),
    version: z.int().meta({ description: 'counts changes of this schedule; PATCH and DELETE take it' }),
    failures: z.int().meta({ description: 'in a row, up to now' }),
    paused_reason: z.string().nullable(),
    next_ticks: z.array(instant).meta({ description: 'the next five; none while it is paused' }),
    last_tick: tickRef.nullable(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'Schedule' });

export const tickSchema = z
  .object({
    schedule_id: z.string(),
    schedule: z.string().meta({ description: 'its name' }),
    due_at: instant,
    local: z.string().meta({ description: 'due_at in the time zone of the schedule, with offset' }),
    origin: z.enum(tickOrigins),
    backfill_id: z.string().nullable(),
    status: z.enum(tickStatuses),
    code: z.string().nullable().meta({ description: 'why it did not run, for programs' }),
    reason: z.string().nullable(),
    run_id: z.string().nullable(),
    run_status: z.string().nullable().meta({ description: 'how its run ended; null until it has' }),
    fired_at: instant.nullable(),
    late_ms: z.int().nullable().meta({ description: 'from due to the run being created' }),
  })
  .meta({ id: 'Tick' });

export const previewSchema = z
  .object({
    time_zone: z.string(),
    ticks: z.array(
      z.object({
        at: instant,
        local: z.string(),
        moved_from: z
          .string()
          .nullable()
          .meta({ description: 'the local time the expression names, when it runs at another' }),
        why: z.string().nullable(),
        parameters: parameters
          .nullable()
          .meta({ description: 'with the values of this tick, of an existing schedule' }),
      }),
    ),
    left_out: z
      .array(z.object({ local: z.string(), why: z.string() }))
      .meta({ description: 'candidates up to the last tick above that do not run, the first 50' }),
  })
  .meta({ id: 'TickPreview' });

export const backfillOrders = ['oldest_first', 'newest_first'] as const;
export const backfillStatuses = ['running', 'done', 'stopped'] as const;

/** A day, in the time zone of the schedule, or a moment. */
const edge = z.union([z.iso.date(), momentSchema]).meta({ example: '2026-11-01' });

export const newBackfillSchema = z.strictObject({
  from: edge.meta({
    description: 'a day of the time zone (from its beginning) or a moment, itself included',
  }),
  to: edge.meta({ description: 'a day (to its end) or a moment, itself included' }),
  order: z.enum(backfillOrders).default('oldest_first'),
  concurrency: z.int().min(1).max(20).default(1),
  rerun: z.boolean().default(false).meta({ description: 'also ticks that have had a run' }),
});

export const backfillSchema = z
  .object({
    id: idSchema('fill'),
    schedule_id: z.string(),
    from: instant,
    to: instant,
    order: z.enum(backfillOrders),
    concurrency: z.int(),
    status: z.enum(backfillStatuses),
    counts: z.object({
      total: z.int(),
      waiting: z.int(),
      running: z.int(),
      succeeded: z.int(),
      failed: z.int(),
      not_run: z.int(),
    }),
    created_by: z.string(),
    created_at: instant,
    finished_at: instant.nullable(),
  })
  .meta({ id: 'Backfill' });

const weekday = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
const dates = z.array(z.iso.date()).max(2000);

export const calendarFields = z.strictObject({
  description: z.string().max(500).default(''),
  weekend: z.array(weekday).max(6).default(['saturday', 'sunday']),
  holidays: dates.default([]).meta({ description: 'days off besides weekends' }),
  workdays: dates.default([]).meta({ description: 'weekend days and holidays that are worked' }),
});

export const calendarSchema = calendarFields
  .extend({
    name: z.string(),
    version: z.int(),
    updated_by: z.string(),
    updated_at: instant,
  })
  .meta({ id: 'Calendar' });
