import * as z from 'zod';

/**
 * What the platform says on its own EventBridge bus, `openscript`, for schedules, other systems and whoever writes a
 * rule. Delivered at least once and in no order: `id` is the same each time, so a consumer drops what it knows by it.
 * Nothing that a user wrote into a run (parameters, results, messages) is in here.
 */
export const EVENT_SOURCE = 'openscript';

const instant = z.iso.datetime({ precision: 3 });
const runId = z.string().regex(/^run_[0-9A-HJKMNP-TV-Z]{26}$/);

/** What all events of a run say of it. */
const run = {
  /** `<run id>:<status>`. */
  id: z.string().min(1),
  at: instant,
  run_id: runId,
  script: z.string(),
  version: z.int().min(1),
  /** What started the run: its type, and the ids of a schedule and its tick, a drop folder and its set, a delivery. */
  trigger: z.looseObject({ type: z.string() }),
  created_by: z.string(),
  created_at: instant,
};

/** A run was accepted. */
const runQueued = z.object({ ...run, status: z.literal('queued') });

/** The script of a run was entered, for the first time. */
const runStarted = z.object({
  ...run,
  status: z.literal('running'),
  attempt: z.int().min(1),
  started_at: instant,
});

/** A run is final: one such event for each run. */
const runFinished = z.object({
  ...run,
  status: z.enum(['succeeded', 'failed', 'timed_out', 'cancelled']),
  code: z.string().nullable(),
  attempts: z.int().min(0),
  started_at: instant.nullable(),
  finished_at: instant,
});

/** A due time of a schedule was dealt with. */
const scheduleTick = z.object({
  /** `<schedule id>:<due_at>:<outcome>`. */
  id: z.string().min(1),
  at: instant,
  schedule_id: z.string(),
  schedule: z.string(),
  script: z.string(),
  due_at: instant,
  outcome: z.enum(['ran', 'skipped', 'queued', 'late', 'missed', 'held']),
  reason: z.string().nullable(),
  run_id: runId.nullable(),
});

/** A drop folder's set is settled: complete and started, or not complete at its deadline. */
const dropSetComplete = z.object({
  /** `<set id>:<outcome>`. */
  id: z.string().min(1),
  at: instant,
  drop_folder_id: z.string(),
  drop_folder: z.string(),
  set_id: z.string(),
  /** What its members have in common, as the patterns captured it. */
  group: z.record(z.string(), z.string()),
  script: z.string(),
  outcome: z.enum(['complete', 'deadline_missed']),
  files: z.int().min(0),
  run_id: runId.nullable(),
});

/** The schema of each event's detail, by its detail-type. */
export const domainEvents = {
  'run.queued': runQueued,
  'run.started': runStarted,
  'run.finished': runFinished,
  'schedule.tick': scheduleTick,
  'drop.set-complete': dropSetComplete,
} as const;

export type DomainEventType = keyof typeof domainEvents;
type Detail<Type extends DomainEventType> = z.input<(typeof domainEvents)[Type]>;

/** An event to be published. */
export type DomainEvent = {
  readonly [Type in DomainEventType]: { readonly type: Type; readonly detail: Detail<Type> };
}[DomainEventType];

/** An event as EventBridge brings it, by its detail-type. */
export const domainEventEnvelope = <Type extends DomainEventType>(type: Type) =>
  z.object({
    source: z.literal(EVENT_SOURCE),
    'detail-type': z.literal(type),
    detail: domainEvents[type],
  });
