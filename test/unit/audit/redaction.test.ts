/** No secret reaches an event, by whatever name or in whatever words it comes. */
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditOrigin, auditEventOf } from '../../../functions/platform/audit-event.ts';
import { redactForAudit } from '../../../functions/platform/audit-redaction.ts';
import { MAX_EVENT_BYTES } from '../../../functions/platform/audit-size.ts';

const origin: AuditOrigin = {
  actor: { type: 'user', id: 'u', name: 'ann', roles: [], session: null, on_behalf_of: null },
  address: '10.0.0.7',
  device: 'a browser',
  page: '/',
  request_id: 'r',
  operation: 'o',
};
const eventOf = (fact: { arguments?: unknown; before?: unknown; after?: unknown; reason?: string }) =>
  JSON.stringify(
    auditEventOf(
      origin,
      { action: 'a.b', resource: { type: 't', id: 'i' }, outcome: 'done', ...fact },
      { id: 'audit_01', at: 0, inTransaction: true },
    ),
  );

const canary = fc.constantFrom('xK9', 'q7Z').map((start) => `${start}${randomBytes(12).toString('hex')}`);
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base32 = fc.string({ unit: fc.constantFrom(...letters), minLength: 32, maxLength: 52 });

/** Names of fields that hold secrets, as bodies and settings of the platform have them. */
const names = fc.constantFrom(
  'password',
  'new_password',
  'oldPassword',
  'Authorization',
  'access_token',
  'refresh_token',
  'token',
  'secret',
  'client_secret',
  'webhook_secret',
  'cookie',
  'set-cookie',
  'totp',
  'totp_secret',
  'mfa_code',
  'recovery_codes',
  'recoveryCode',
  'code',
  'setup_code',
  'session',
  'api_key',
  'private_key',
  'signature',
  'upload_url',
  'download_url',
  'url',
  'source',
  'file',
);

/** Texts in which a secret is known by its shape. */
const shaped = fc.oneof(
  canary.map((secret) => ({ secret, text: `eyJ${secret}AAAA.${secret}BB.${secret}` })),
  canary.map((secret) => ({ secret, text: `Authorization: Bearer ${secret}` })),
  canary.map((secret) => ({ secret, text: `basic ${secret}==` })),
  canary.map((secret) => ({ secret, text: `whsec_${secret}` })),
  canary.map((secret) => ({
    secret,
    text: `https://s3.example/files/a?X-Amz-Signature=${secret}&X-Amz-Security-Token=${secret}`,
  })),
  canary.map((secret) => ({ secret, text: `https://ann:${secret}@example.com/` })),
  canary.map((secret) => ({ secret, text: `otpauth://totp/OpenScript:ann?secret=${secret}` })),
  canary.map((secret) => ({
    secret,
    text: `-----BEGIN EC PRIVATE KEY-----\n${secret}\n-----END EC PRIVATE KEY-----`,
  })),
  base32.map((secret) => ({ secret, text: secret })),
);

const wrapped = (inner: unknown, depth: number, list: boolean): unknown =>
  depth === 0
    ? inner
    : list
      ? [wrapped(inner, depth - 1, false)]
      : { settings: wrapped(inner, depth - 1, true) };

describe('canary secrets', () => {
  it('never get through by the name of their field, at any depth, beside anything', () => {
    fc.assert(
      fc.property(
        names,
        canary,
        fc.nat(5),
        fc.boolean(),
        fc.jsonValue(),
        (name, secret, depth, list, beside) => {
          const value = wrapped({ [name]: secret, beside }, depth, list);
          for (const part of ['arguments', 'before', 'after'] as const)
            expect(eventOf({ [part]: value })).not.toContain(secret);
          if (name !== 'file')
            expect(eventOf({ before: { x: 1 }, after: { x: 2, [name]: { a: [secret] } } })).not.toContain(
              secret,
            );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('never get through in a text of a known shape, under any name, with words around', () => {
    fc.assert(
      fc.property(
        shaped,
        fc.constantFrom('note', 'description', 'name', 'x'),
        fc.nat(4),
        (made, name, depth) => {
          for (const text of [made.text, `see ${made.text} there`]) {
            expect(eventOf({ arguments: wrapped({ [name]: text }, depth, true) })).not.toContain(made.secret);
            expect(eventOf({ reason: text })).not.toContain(made.secret);
            expect(eventOf({ before: { [text]: 1 }, after: {} })).not.toContain(made.secret);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('never get through in a device or a page', () => {
    const event = JSON.stringify(
      auditEventOf(
        { ...origin, device: 'Bearer abcdef123456', page: '/reset?token=abcdef123456' },
        { action: 'a.b', resource: { type: 't', id: 'i' }, outcome: 'done' },
        { id: 'audit_01', at: 0, inTransaction: false },
      ),
    );
    expect(event).not.toContain('abcdef123456');
  });

  it('of recovery codes, whatever they are called', () => {
    expect(redactForAudit({ note: '7f3k9-2mq8x' })).toEqual({ note: '[removed]' });
  });
});

describe('what is no secret', () => {
  it('stays as it is: names, ids, numbers, switches, moments, policies', () => {
    const value = {
      name: 'merge-sales',
      id: 'run_01JDA2B3C4D5E6F7G8H9JKMNPQ',
      user: '7e3a1c52-8a4c-4a6e-9a44-0b8c1f1e2d3c',
      month: '2026-11',
      at: '2026-11-25T08:00:00.000Z',
      priority: 5,
      publish: true,
      policy: { priority: 3, retry: null },
      mfa_required: true,
      folder: '财务/十一月',
    };
    expect(redactForAudit(value)).toEqual(value);
  });

  it('is bounded: long texts become their digest, large events lose their largest part and say so', () => {
    expect(redactForAudit('y'.repeat(2000))).toMatchObject({ characters: 2000 });
    const many = Object.fromEntries(
      Array.from({ length: 150 }, (_, index) => [`field_${index}`, 'z'.repeat(1000)]),
    );
    const event = eventOf({ after: many, arguments: { small: 1 } });
    expect(Buffer.byteLength(event)).toBeLessThanOrEqual(MAX_EVENT_BYTES);
    expect(JSON.parse(event)).toMatchObject({ truncated: true, arguments: { small: 1 } });
  });

  it('of two states only what differs', () => {
    const event = JSON.parse(
      eventOf({
        before: { name: 'a', limits: { cpu: 1, memory: 2 }, tags: ['x'] },
        after: { name: 'a', limits: { cpu: 1, memory: 4 }, tags: ['x', 'y'], added: 1 },
      }),
    );
    expect(event.before).toEqual({ limits: { memory: 2 }, tags: ['x'] });
    expect(event.after).toEqual({ limits: { memory: 4 }, tags: ['x', 'y'], added: 1 });
  });
});
