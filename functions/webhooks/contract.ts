import * as z from 'zod';
import { idSchema } from '../platform/id-schema.ts';
import { pageOf, pageQuery } from '../platform/page.ts';
import { routes } from '../platform/route.ts';
import { MAX_WAIT_SECONDS } from '../runs/contract.ts';
import { scriptNameSchema } from '../scripts/script-schema.ts';
import {
  deliverySchema,
  deliveryStatuses,
  receiptSchema,
  revealedSchema,
  webhookSettings as settings,
  webhookSchema,
} from './webhook-schema.ts';

export * from './webhook-schema.ts';

/** A signature is good this long before and after its time, in seconds. */
export const SIGNATURE_SECONDS = 300;
/** The longest that a replaced secret may stay valid, in seconds: a week. */
export const MAX_GRACE_SECONDS = 7 * 24 * 60 * 60;

const id = z.object({ id: idSchema('hook') });
const wait = z.object({
  wait: z.coerce
    .number()
    .min(0)
    .max(MAX_WAIT_SECONDS)
    .default(0)
    .meta({ description: 'seconds to wait for the end of the run' }),
});

export const webhooksRoutes = routes([
  {
    operation: 'createWebhook',
    method: 'POST',
    path: '/webhooks',
    access: 'triggers.manage',
    summary: 'Create a webhook of a script; its secret and its address are shown once',
    body: z.strictObject({
      script: scriptNameSchema,
      name: settings.name,
      script_version: settings.script_version.default(null),
      parameters: settings.parameters.default({}),
      mapping: settings.mapping.default([]),
      file_mapping: settings.file_mapping.default([]),
      allowed_hosts: settings.allowed_hosts.default([]),
      rate_limit: settings.rate_limit.default({ per_minute: 60, burst: 30 }),
      enabled: settings.enabled.default(true),
    }),
    audit: { action: 'webhooks.create', resource: 'webhook' },
    reply: revealedSchema,
    status: [201],
    errors: [40901],
    idempotent: true,
  },
  {
    operation: 'listWebhooks',
    method: 'GET',
    path: '/webhooks',
    access: 'triggers.read',
    summary: 'List webhooks, newest first: one’s own, or everybody’s for those who may see them',
    query: pageQuery.extend({
      script: scriptNameSchema.optional(),
      owner: z.string().max(64).optional(),
      enabled: z.enum(['true', 'false']).optional(),
      q: z.string().max(100).optional(),
    }),
    reply: pageOf(webhookSchema),
    status: [200],
  },
  {
    operation: 'showWebhook',
    method: 'GET',
    path: '/webhooks/{id}',
    access: 'triggers.read',
    summary: 'Show a webhook',
    params: id,
    reply: webhookSchema,
    status: [200],
    errors: [40401],
  },
  {
    operation: 'changeWebhook',
    method: 'PATCH',
    path: '/webhooks/{id}',
    access: 'triggers.manage',
    summary: 'Change a webhook, or switch it off by `enabled`',
    params: id,
    body: z
      .strictObject(settings)
      .partial()
      .extend({ version: z.int().min(1) }),
    audit: { action: 'webhooks.update', resource: 'webhook' },
    reply: webhookSchema,
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'deleteWebhook',
    method: 'DELETE',
    path: '/webhooks/{id}',
    access: 'triggers.manage',
    summary: 'Delete a webhook; the runs it started stay',
    params: id,
    query: z.object({ version: z.coerce.number().int().min(1).optional() }),
    audit: { action: 'webhooks.delete', resource: 'webhook' },
    reply: z.null(),
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'rotateWebhook',
    method: 'POST',
    path: '/webhooks/{id}/rotate',
    access: 'triggers.manage',
    stepUp: true,
    summary: 'A new signing secret, shown once; the old one stays valid for a grace time if asked for',
    params: id,
    body: z.strictObject({
      version: z.int().min(1),
      grace_seconds: z.int().min(0).max(MAX_GRACE_SECONDS).default(0),
      renew_url: z
        .boolean()
        .default(false)
        .meta({ description: 'a new address too; the old one ends at once' }),
    }),
    audit: { action: 'webhooks.rotate', resource: 'webhook' },
    reply: revealedSchema,
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'testWebhook',
    method: 'POST',
    path: '/webhooks/{id}/test',
    access: 'triggers.manage',
    summary: 'Sign a sample payload and take it as a delivery: it starts a run, as a sender’s would',
    params: id,
    query: wait,
    body: z.strictObject({ payload: z.unknown() }),
    audit: { none: 'tries the mapping on a sample and keeps nothing' },
    reply: receiptSchema,
    status: [202, 200],
    errors: [40401, 40901],
  },
  {
    operation: 'listDeliveries',
    method: 'GET',
    path: '/webhooks/{id}/deliveries',
    access: 'triggers.read',
    summary: 'List the deliveries of the last 30 days, newest first',
    params: id,
    query: pageQuery.extend({ status: z.enum(deliveryStatuses).optional() }),
    reply: pageOf(deliverySchema),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'showSigningExample',
    method: 'GET',
    path: '/webhooks/{id}/signing-example',
    access: 'triggers.read',
    summary: 'Programs that sign and send a delivery; they read URL and SECRET from the environment',
    params: id,
    reply: z.object({ curl: z.string(), python: z.string(), javascript: z.string() }),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'receiveDelivery',
    method: 'POST',
    path: '/hooks/{token}',
    access: 'public',
    summary: 'Take a delivery: a signed payload that starts a run',
    description: `JSON, at most 1 MiB, with two headers:
\`X-OpenScript-Signature: t=<seconds since 1970>,v1=<hexadecimal HMAC-SHA256 of the secret over t + "." + body>\`, the time within
five minutes, and \`X-OpenScript-Delivery: <1 to 128 visible ASCII characters>\`, the sender's name for this delivery: the
same one with the same body gets the first answer again and starts nothing, with another body it is 40901.
An address that does not exist, a webhook that is switched off and a signature that is not valid are the same 40101.
202 once the delivery is kept, with \`run_id\` as soon as the run is started; with \`?wait=25\` 200 with the finished run, or 202 with the
run so far.`,
    params: z.object({ token: z.string().max(512) }),
    query: wait,
    body: z.unknown(),
    bodyType: 'bytes',
    audit: {
      none: 'a delivery is kept as a row of its own; the run it starts is recorded as the webhook’s doing',
    },
    reply: receiptSchema,
    status: [202, 200],
    errors: [40101, 40901, 41301, 42901],
  },
]);
