import * as z from 'zod';
import { instant } from '../platform/page.ts';
import { routes } from '../platform/route.ts';
import { prioritySchema } from '../platform/run-policy.ts';
import { queueReasons } from '../runs/contract.ts';

/** How many waiting runs `GET /queue` shows. */
export const MAX_SHOWN = 100;
/** The most runs that may run at a time: all of them are kept in one row of the table. */
export const MAX_RUNNING = 1000;

const limit = z.int().min(1).max(MAX_RUNNING);

export const queueLimitsSchema = z
  .object({
    version: z.int().meta({ description: 'counts changes of the limits; PATCH takes it' }),
    platform: limit.meta({ description: 'how many runs may run at a time' }),
    platform_default: limit.meta({
      description: 'the limit of this deployment, in force until it is changed',
    }),
    per_user: limit.nullable().meta({ description: 'how many runs of one user; null: no limit of its own' }),
    changed_by: z.string().nullable(),
    changed_at: instant.nullable(),
  })
  .meta({ id: 'QueueLimits' });

export const slotSchema = z
  .object({
    run_id: z.string(),
    script: z.string(),
    user: z.string(),
    since: instant,
    expires_at: instant.meta({ description: 'a slot is a lease: by then it is looked after again' }),
    concurrency_key: z.string().nullable(),
  })
  .meta({ id: 'QueueSlot' });

export const waitingRunSchema = z
  .object({
    position: z.int().min(1),
    run_id: z.string(),
    script: z.string(),
    user: z.string(),
    priority: prioritySchema,
    created_at: instant,
    waiting_for: z
      .enum(queueReasons)
      .meta({ description: 'the first limit in its way: of the platform, its user or its script' }),
    concurrency_key: z.string().nullable(),
  })
  .meta({ id: 'WaitingRun' });

export const queueSchema = z
  .object({
    limits: queueLimitsSchema,
    slots: z.array(slotSchema).meta({ description: 'the oldest first' }),
    waiting: z
      .array(waitingRunSchema)
      .meta({ description: `in the order in which they will start, the first ${MAX_SHOWN}` }),
    running_count: z.int(),
    waiting_count: z.int(),
    users: z
      .array(z.object({ user: z.string(), running: z.int(), waiting: z.int() }))
      .meta({ description: 'everybody who has runs that run or wait' }),
  })
  .meta({ id: 'Queue' });

export const queueRoutes = routes([
  {
    operation: 'showQueue',
    method: 'GET',
    path: '/queue',
    access: 'queue.read',
    summary: 'Limits, slots in use, and the runs that wait in the order in which they will start',
    reply: queueSchema,
    status: [200],
  },
  {
    operation: 'changeQueueLimits',
    method: 'PATCH',
    path: '/queue/limits',
    access: 'queue.manage',
    summary: 'Change how many runs may run at a time',
    description:
      'What is left out stays. `platform: null` brings the limit of the deployment back. Runs that run already go on when a limit is lowered below them.',
    body: z.strictObject({
      version: z.int().min(1),
      platform: limit.nullable().optional(),
      per_user: limit.nullable().optional(),
    }),
    audit: { action: 'queue.change_limits', resource: 'queue' },
    reply: queueLimitsSchema,
    status: [200],
    errors: [40901],
  },
]);
