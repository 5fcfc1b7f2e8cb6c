import * as z from 'zod';
import { instant } from '../platform/page.ts';
import { runSchema } from '../runs/contract.ts';
import { hostEntrySchema } from './host-entry-schema.ts';
import { pointerSchema } from './json-pointer-schema.ts';

/** What a webhook and its deliveries are to the world. */

/** Most parameters that one webhook fills from a payload, and most file parameters. */
const MAX_MAPPINGS = 50;

const parameterName = z.string().min(1).max(100);

/** One field of the payload that becomes a parameter. */
export const mappingSchema = z.strictObject({
  parameter: parameterName,
  path: pointerSchema,
  required: z.boolean().default(false).meta({ description: 'a payload without it (or with null) is 40001' }),
  default: z.unknown().optional().meta({ description: 'the value where the payload has none (or null)' }),
});

/** One field of the payload that holds the URL of a file, or a list of them. */
export const fileMappingSchema = z.strictObject({
  parameter: parameterName,
  path: pointerSchema,
  required: z.boolean().default(false),
});

/** A token bucket: `burst` deliveries at once, refilled by `per_minute`. */
export const rateLimitSchema = z
  .strictObject({ per_minute: z.int().min(1).max(6000), burst: z.int().min(1).max(1000) })
  .meta({ id: 'WebhookRateLimit' });

/** What may be said of a webhook when it is made and changed. */
export const webhookSettings = {
  name: z.string().trim().min(1).max(100),
  script_version: z.int().min(1).nullable().meta({ description: 'null: the current version' }),
  parameters: z
    .record(z.string().max(100), z.unknown())
    .meta({ description: 'fixed values; the payload cannot change them' }),
  mapping: z.array(mappingSchema).max(MAX_MAPPINGS),
  file_mapping: z.array(fileMappingSchema).max(MAX_MAPPINGS),
  allowed_hosts: z.array(hostEntrySchema).max(50),
  rate_limit: rateLimitSchema,
  enabled: z.boolean(),
};

/**
 * `pending`: taken, its files are being fetched or its run is being started. `accepted`: its run was started. `refused`:
 * the delivery is at fault, or nobody may start its run. `failed`: given up after all attempts. `duplicate`: it came
 * before, and got the first answer again.
 */
export const deliveryStatuses = ['pending', 'accepted', 'refused', 'duplicate', 'failed'] as const;

/** Why a delivery was refused or failed. */
export const deliveryReasons = [
  'payload',
  'parameters',
  'script',
  'owner',
  'disabled',
  'file',
  'conflict',
  'platform',
] as const;

const fault = z.object({ field: z.string(), message: z.string() }).loose();

export const deliverySchema = z
  .object({
    id: z.string(),
    webhook_id: z.string(),
    delivery: z.string().meta({ description: 'the sender’s X-OpenScript-Delivery' }),
    status: z.enum(deliveryStatuses),
    reason: z
      .object({ code: z.enum(deliveryReasons), message: z.string() })
      .nullable()
      .meta({ description: 'why it was refused or failed' }),
    errors: z.array(fault).meta({ description: 'each faulty field of the payload, by its path' }),
    run_id: z.string().nullable(),
    duplicate_of: z.string().nullable().meta({ description: 'the delivery that came first' }),
    test: z.boolean().meta({ description: 'sent by POST /webhooks/{id}/test' }),
    files: z.int().meta({ description: 'how many files were to be fetched' }),
    attempts: z.int().meta({ description: 'how often its work was begun' }),
    payload_sha256: z.string(),
    payload_bytes: z.int(),
    source_ip: z.string(),
    at: instant,
    finished_at: instant.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });

export const webhookSchema = z
  .object({
    id: z.string(),
    script: z.string(),
    ...webhookSettings,
    owner: z
      .string()
      .meta({ description: 'in whose name its runs are started, with the roles they have then' }),
    secrets: z
      .array(z.object({ created_at: instant, expires_at: instant.nullable() }))
      .meta({ description: 'when the valid signing secrets were made, the newest first; never the secrets' }),
    last_delivery: z
      .object({
        id: z.string(),
        at: instant,
        status: z.enum(deliveryStatuses),
        run_id: z.string().nullable(),
      })
      .nullable(),
    rejected: z
      .object({ count: z.int(), last_at: instant.nullable() })
      .meta({ description: 'requests whose signature was not valid' }),
    version: z.int().meta({ description: 'counts changes; PATCH, DELETE and rotate take it' }),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'Webhook' });

/** What is shown once: when the webhook is made, and when its secret or its address is renewed. */
export const revealedSchema = webhookSchema
  .extend({
    secret: z.string().meta({ description: 'the signing secret; it is not shown again' }),
    url: z.string().nullable().meta({
      description: 'the path to send deliveries to; null where it has not changed. Not shown again',
    }),
  })
  .meta({ id: 'RevealedWebhook' });

/** What a sender learns of its run. */
const sentRunSchema = runSchema
  .pick({
    id: true,
    status: true,
    code: true,
    message: true,
    created_at: true,
    started_at: true,
    finished_at: true,
    progress: true,
    result: true,
    artifacts_count: true,
  })
  .meta({ id: 'WebhookRun' });

export const receiptSchema = z
  .object({
    delivery_id: z.string(),
    run_id: z.string().nullable().meta({ description: 'null while files are being fetched' }),
    run: sentRunSchema.nullable().meta({ description: 'with `wait` only: the run so far' }),
  })
  .meta({ id: 'WebhookReceipt' });
