/** What the audit log learns of requests by itself: reads, refusals, and changes that an operation told nothing of. */

import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { makeApi } from '../../../functions/platform/api.ts';
import {
  actingAs,
  auditContext,
  audited,
  auditedOutside,
  recordEvent,
  triggerActor,
} from '../../../functions/platform/audit-context.ts';
import type { AuditEvent } from '../../../functions/platform/audit-event.ts';
import { makeAuditLimit } from '../../../functions/platform/audit-limit.ts';
import { notFound, notSignedIn, unavailable } from '../../../functions/platform/errors.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import { type HttpReply, ok } from '../../../functions/platform/request.ts';
import { routes } from '../../../functions/platform/route.ts';
import { callerWith } from '../platform/caller.ts';
import { httpEvent, send } from '../platform/http-events.ts';

const params = z.object({ id: z.string() });
const thing = z.strictObject({ password: z.string().optional(), size: z.int().optional() });
const list = routes([
  {
    operation: 'changeThing',
    method: 'POST',
    path: '/things/{id}',
    access: 'files.write',
    summary: '',
    params,
    body: thing,
    audit: { action: 'things.change', resource: 'thing' },
    reply: z.null(),
    status: [200],
  },
  {
    operation: 'readThing',
    method: 'GET',
    path: '/things/{id}',
    access: 'signed-in',
    summary: '',
    params,
    audit: { action: 'things.read', resource: 'thing' },
    reply: z.null(),
    status: [200],
  },
  {
    operation: 'deliver',
    method: 'POST',
    path: '/hooks/{token}',
    access: 'public',
    summary: '',
    params: z.object({ token: z.string() }),
    audit: { none: 'a delivery is a row of its own' },
    reply: z.null(),
    status: [200],
  },
]);

const stage = (
  answering: () => Promise<HttpReply> | HttpReply,
  write?: (event: AuditEvent) => Promise<void>,
) => {
  const events: AuditEvent[] = [];
  const lines: string[] = [];
  const handler = makeApi(
    list,
    {
      changeThing: async () => answering(),
      readThing: async () => answering(),
      deliver: async () => answering(),
    },
    {
      authenticate: async ({ headers }) => {
        if (headers.authorization === undefined) throw notSignedIn();
        return callerWith({
          userId: 'u-1',
          username: 'ann',
          roles: headers.authorization === 'auditor' ? ['auditor'] : ['operator'],
          sessionId: 'ses_1',
        });
      },
      defaultLanguage: 'en',
      now: Date.now,
      log: makeLog('test', (line) => lines.push(line)),
      writeAuditEvent: write ?? (async (event) => void events.push(event)),
    },
  );
  const call = (method: string, path: string, authorization?: string, body?: unknown) =>
    send(
      handler,
      httpEvent(method, path, {
        headers: {
          'user-agent': 'x/1',
          'x-openscript-page': `/things${'x'.repeat(300)}`,
          ...(authorization === undefined ? {} : { authorization }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  return { call, events, lines };
};
const fine = () => ok(null);

describe('a request', () => {
  it('of a sensitive read is told with who, where and what, before it is answered', async () => {
    const { call, events } = stage(fine);
    expect((await call('GET', '/things/7', 'operator')).status).toBe(200);
    expect(events).toMatchObject([
      {
        actor: { type: 'user', id: 'u-1', name: 'ann', roles: ['operator'], session: 'ses_1' },
        device: 'x/1',
        action: 'things.read',
        operation: 'readThing',
        resource: { type: 'thing', id: '7' },
        outcome: 'done',
        in_transaction: false,
      },
    ]);
    expect(events[0]?.page).toHaveLength(200);
    const broken = stage(fine, async () => {
      throw Object.assign(new Error('no'), { name: 'ThrottlingException' });
    });
    expect((await broken.call('GET', '/things/7', 'operator')).status).toBe(503);
  });

  it('that changed something without telling is told with its arguments, less their secrets', async () => {
    const { call, events } = stage(fine);
    await call('POST', '/things/7', 'operator', { password: 'hunter2', size: 3 });
    expect(events).toMatchObject([
      {
        action: 'things.change',
        arguments: { params: { id: '7' }, body: { password: '[removed]', size: 3 } },
      },
    ]);
  });

  it('whose operation told of its change is not told twice', async () => {
    const { call, events } = stage(async () => {
      await recordEvent({ action: 'things.change', resource: { type: 'thing', id: '7' }, outcome: 'done' });
      return fine();
    });
    await call('POST', '/things/7', 'operator', {});
    expect(events).toHaveLength(1);
  });

  it('that is refused is told: without permission, absent, failed; bad input is not', async () => {
    const denied = stage(fine);
    expect((await denied.call('POST', '/things/7', 'auditor', {})).status).toBe(403);
    expect(denied.events).toMatchObject([
      { outcome: 'refused', action: 'things.change', resource: { id: '7' }, actor: { name: 'ann' } },
    ]);
    expect(denied.events[0]?.reason).toContain('files.write');
    const absent = stage(() => {
      throw notFound();
    });
    await absent.call('GET', '/things/8', 'operator');
    expect(absent.events).toMatchObject([
      { outcome: 'refused', action: 'things.read', resource: { id: '8' } },
    ]);
    const failed = stage(() => {
      throw unavailable();
    });
    await failed.call('POST', '/things/9', 'operator', {});
    expect(failed.events).toMatchObject([{ outcome: 'failed', action: 'things.change' }]);
    const bad = stage(fine);
    expect((await bad.call('POST', '/things/7', 'operator', { no: 1 })).status).toBe(400);
    expect(bad.events).toEqual([]);
  });

  it('of a stranger is told once a minute for each address, and a secret in its path not at all', async () => {
    const { call, events } = stage(() => {
      throw notFound();
    });
    for (let each = 0; each < 5; each += 1) await call('POST', '/hooks/very-secret-token');
    expect(events.length).toBeLessThanOrEqual(1);
    expect(JSON.stringify(events)).not.toContain('very-secret-token');
  });

  it('is answered although its refusal cannot be told; the log says so', async () => {
    const { call, lines } = stage(fine, async () => {
      throw new Error('down');
    });
    expect((await call('POST', '/things/7', 'auditor', {})).status).toBe(403);
    expect(lines.join()).toContain('a refusal was not recorded');
  });
});

describe('a change outside of the table', () => {
  const change = {
    resource: { type: 'user', id: 'u-2' },
    before: { status: 'on' },
    after: { status: 'off' },
  };
  it('is told before it and after it', async () => {
    const { call, events } = stage(() => auditedOutside(change, async () => fine()));
    await call('POST', '/things/7', 'operator', {});
    expect(events).toMatchObject([
      { outcome: 'pending', before: { status: 'on' } },
      { outcome: 'done', concludes: events[0]?.id },
    ]);
  });
  it('leaves a trace when the process dies in it, and says when it failed', async () => {
    const { call, events } = stage(() =>
      auditedOutside(change, async () => {
        throw Object.assign(new Error('x'), { name: 'UserNotFoundException' });
      }),
    );
    await call('POST', '/things/7', 'operator', {});
    expect(events.slice(0, 2)).toMatchObject([
      { outcome: 'pending' },
      { outcome: 'failed', reason: 'UserNotFoundException', concludes: events[0]?.id },
    ]);
    const killed = stage(() => auditedOutside(change, () => new Promise(() => undefined)));
    void killed.call('POST', '/things/7', 'operator', {});
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(killed.events).toMatchObject([{ outcome: 'pending' }]);
  });
});

describe('the context', () => {
  it('knows a trigger that acts for its owner, and the platform where nobody else acts', async () => {
    const owner = { username: 'ann', roles: ['operator'] };
    const actor = triggerActor('schedule', { id: 'sch_1', name: 'nightly' }, owner);
    await actingAs(actor, async () => expect(auditContext().origin.actor).toEqual(actor));
    expect(auditContext().origin.actor.type).toBe('platform');
    expect(await audited({ action: 'a.b', resource: { type: 't', id: '1' } }, async () => 7)).toBe(7);
  });

  it('limits events of a kind and counts those left out', () => {
    const limit = makeAuditLimit(1000);
    expect([limit('a', 0), limit('a', 1), limit('b', 2), limit('a', 999), limit('a', 1000)]).toEqual([
      0,
      undefined,
      0,
      undefined,
      2,
    ]);
  });
});
