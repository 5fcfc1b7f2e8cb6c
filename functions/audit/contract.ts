import * as z from 'zod';
import { idSchema } from '../platform/id-schema.ts';
import { instant, pageOf, pageQuery } from '../platform/page.ts';
import { routes } from '../platform/route.ts';

export const auditOutcomes = ['done', 'refused', 'failed', 'pending'] as const;
export const auditActorTypes = ['user', 'schedule', 'drop', 'webhook', 'platform', 'nobody'] as const;

const reduced = z
  .unknown()
  .meta({ description: 'secrets removed, long texts as their SHA-256; null: there is none' });

export const auditEventSchema = z
  .object({
    id: idSchema('audit'),
    at: instant,
    actor: z.object({
      type: z.enum(auditActorTypes),
      id: z.string(),
      name: z.string(),
      roles: z.array(z.string()),
      session: z.string().nullable(),
      on_behalf_of: z.string().nullable().meta({ description: 'the user whose rights a trigger uses' }),
    }),
    address: z.string(),
    device: z.string().meta({ description: 'the User-Agent' }),
    page: z.string().meta({ description: 'the console’s page' }),
    request_id: z.string(),
    operation: z.string(),
    action: z.string().meta({ example: 'scripts.publish' }),
    resource: z.object({ type: z.string(), id: z.string() }),
    outcome: z.enum(auditOutcomes).meta({
      description:
        '`pending`: begun outside the table; another event concludes it (`concludes`), or nobody knows how it ended',
    }),
    reason: z.string().nullable(),
    concludes: z.string().nullable(),
    in_transaction: z
      .boolean()
      .meta({ description: 'whether it was written in the transaction of the change' }),
    arguments: reduced,
    before: reduced,
    after: reduced,
    truncated: z.boolean(),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEventView = z.output<typeof auditEventSchema>;

const text = (most: number) => z.string().min(1).max(most).optional();

/** What events are looked for by: all of them must hold. */
export const auditFilters = z.object({
  actor: text(128).meta({ description: 'a user name, or the id of a trigger' }),
  action: text(64).meta({ description: 'exactly: `scripts.publish`' }),
  resource_type: text(64),
  resource_id: text(300),
  outcome: z.enum(auditOutcomes).optional(),
  address: text(64),
  session: text(128),
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
});
export type AuditFilters = z.output<typeof auditFilters>;

/** An export has at most so many rows, and at most so many bytes: an answer of a function may take 6 MB. */
export const MAX_EXPORT_ROWS = 5000;
export const MAX_EXPORT_BYTES = 4_000_000;

export const auditRoutes = routes([
  {
    operation: 'listAuditEvents',
    method: 'GET',
    path: '/audit/events',
    access: 'audit.read',
    summary: 'Who did what, the newest first',
    description:
      'A page may be short although there is more: go on while there is a `next_cursor`. Without `since` the last 400 days are looked at.',
    query: pageQuery.extend(auditFilters.shape),
    audit: { action: 'audit.read', resource: 'audit' },
    reply: pageOf(auditEventSchema),
    status: [200],
  },
  {
    operation: 'exportAuditEvents',
    method: 'GET',
    path: '/audit/events/export',
    access: 'audit.read',
    summary: 'The events that match as CSV',
    description: `At most ${MAX_EXPORT_ROWS} rows and 4 MB, the newest first; the last line and the header X-OpenScript-Truncated say whether there are more. No cell is a formula to a spreadsheet.`,
    query: auditFilters,
    audit: { action: 'audit.export', resource: 'audit' },
    reply: 'csv',
    status: [200],
  },
  {
    operation: 'showAuditEvent',
    method: 'GET',
    path: '/audit/events/{id}',
    access: 'audit.read',
    summary: 'One event with what changed',
    params: z.object({ id: idSchema('audit') }),
    audit: { action: 'audit.read', resource: 'audit' },
    reply: auditEventSchema,
    status: [200],
    errors: [40401],
  },
  {
    operation: 'listAuditObjects',
    method: 'GET',
    path: '/audit/archive',
    access: 'audit.read',
    summary: 'The objects of the signed archive, by key',
    description:
      'What `openscript audit export` copies: lines of events below `events/`, hourly digests below `digests/`.',
    query: pageQuery.extend({ prefix: z.enum(['events/', 'digests/']) }),
    audit: { action: 'audit.export', resource: 'audit' },
    reply: pageOf(z.object({ key: z.string(), size: z.int() }).meta({ id: 'AuditObject' })),
    status: [200],
  },
  {
    operation: 'showAuditKey',
    method: 'GET',
    path: '/audit/key',
    access: 'audit.read',
    summary: 'The public key with which digests are verified',
    audit: { none: 'it is public' },
    reply: z
      .object({ key_id: z.string(), algorithm: z.literal('ECDSA_SHA_256'), public_key: z.string() })
      .meta({ id: 'AuditKey' }),
    status: [200],
  },
  {
    operation: 'readAuditObject',
    method: 'GET',
    path: '/audit/archive/{path+}',
    access: 'audit.read',
    summary: 'One object of the archive, byte for byte',
    params: z.object({
      path: z.string().regex(/^(?:events|digests)\/[0-9A-Za-z/_.-]{1,200}$/),
    }),
    audit: { none: 'the list that named the object is recorded as the export that it is part of' },
    reply: z.object({ key: z.string(), text: z.string() }),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'requestAuditDigest',
    method: 'POST',
    path: '/audit/digests',
    access: 'audit.read',
    summary: 'Make a digest now, instead of at the full hour',
    audit: { action: 'audit.digest', resource: 'audit' },
    reply: z.object({ number: z.int(), made_at: instant, objects: z.int() }).meta({ id: 'AuditDigest' }),
    status: [201],
  },
]);
