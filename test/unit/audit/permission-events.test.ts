/** Every change of roles, policies and grants leaves its event with its write, and asks who is here where it must. */
import { beforeEach, describe, expect, it } from 'vitest';
import { makeFindStanding } from '../../../functions/permissions/authority.ts';
import { permissionsRoutes } from '../../../functions/permissions/contract.ts';
import { makeEngine } from '../../../functions/permissions/engine.ts';
import type { Grant } from '../../../functions/permissions/grant.ts';
import { makePermissionsOperations } from '../../../functions/permissions/operations.ts';
import { emptySnapshot, type PolicySnapshot } from '../../../functions/permissions/policy-set.ts';
import type { PolicyStore } from '../../../functions/permissions/policy-store.ts';
import { makeApi } from '../../../functions/platform/api.ts';
import { loadOnce } from '../../../functions/platform/deferred.ts';
import { notFound } from '../../../functions/platform/errors.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import { callerWith } from '../platform/caller.ts';
import { httpEvent, send } from '../platform/http-events.ts';
import { carryEvents, type Recorded } from './carry-events.ts';

const now = () => Date.now();
const engine = loadOnce(async () => makeEngine());

/** The API of permissions over stores in memory that fail with their nth write, before or after it is done. */
const stage = (confirmed = true, dies: 'never' | 'before' | 'after' = 'never') => {
  const recorded: Recorded = { events: [], strays: [] };
  const grants = new Map<string, Grant>();
  let snapshot: PolicySnapshot = emptySnapshot;
  const policies: PolicyStore = {
    readVersion: async () => snapshot.version,
    read: async () => snapshot,
    changeRole: async ({ before, after }) => {
      const roles = new Map(snapshot.roles);
      if (before !== undefined) roles.delete(before.name);
      if (after !== undefined) roles.set(after.name, after);
      snapshot = { ...snapshot, version: snapshot.version + 1, roles };
      return true;
    },
    changePolicy: async ({ before, after }) => {
      const others = snapshot.policies.filter(({ name }) => name !== (before ?? after)?.name);
      const kept = after === undefined ? others : [...others, after];
      snapshot = { ...snapshot, version: snapshot.version + 1, policies: kept };
      return true;
    },
    changeMask: async ({ before, after }) => {
      const others = snapshot.masks.filter(({ name }) => name !== (before ?? after)?.name);
      const kept = after === undefined ? others : [...others, after];
      snapshot = { ...snapshot, version: snapshot.version + 1, masks: kept };
      return true;
    },
  };
  const store = {
    listOn: async () => [...grants.values()],
    listTo: async () => ({ rows: [], end: true }),
    find: async (id: string) => grants.get(id),
    put: async (before: Grant | undefined, after: Grant) => {
      if (before !== undefined) grants.delete(before.id);
      grants.set(after.id, after);
      return true;
    },
    remove: async ({ id }: Grant) => grants.delete(id),
  };
  carryEvents(policies, ['changeRole', 'changePolicy'], recorded);
  carryEvents(store, ['put', 'remove'], recorded);
  const { put } = store;
  store.put = async (before, after) => {
    if (dies === 'before') throw new Error('killed');
    const written = await put(before, after);
    if (dies === 'after') throw new Error('killed');
    return written;
  };
  const sources = {
    currentSnapshot: async () => snapshot,
    departments: { above: async () => [], below: async () => [] },
    engine,
  };
  const handler = makeApi(
    permissionsRoutes,
    makePermissionsOperations({
      policies,
      grants: store,
      engine,
      findStanding: makeFindStanding(sources),
      findCaller: async () => {
        throw notFound();
      },
      findThing: async (type, id) => ({ type, id, ownerId: 'u-1', department: null }),
      findSubject: async () => ({ type: 'user', id: 'u-2', name: 'bob' }),
      now,
    }),
    {
      authenticate: async () =>
        callerWith({
          userId: 'u-1',
          username: 'ann',
          roles: ['admin'],
          sessionId: 's-1',
          ...(confirmed ? { confirmedAt: now() } : {}),
        }),
      defaultLanguage: 'en',
      now,
      log: makeLog('permissions', () => undefined),
      writeAuditEvent: async (event) => void recorded.events.push(event),
    },
  );
  const call = (method: string, path: string, body?: unknown, query = '') =>
    send(handler, httpEvent(method, path, { query, ...(body === undefined ? {} : { body }) }));
  return { call, recorded, grants };
};

const script = { type: 'script', id: 'merge' };
const share = (right: string) => ({ resource: script, to: { type: 'user', username: 'bob' }, right });

describe('a change', () => {
  let api: ReturnType<typeof stage>;
  beforeEach(() => {
    api = stage();
  });
  /** Does something that succeeds; gives its one event, and what was answered. */
  const act = async (...request: Parameters<typeof api.call>) => {
    const from = api.recorded.events.length;
    const { status, body } = await api.call(...request);
    expect([status < 300, body.errors, api.recorded.strays]).toEqual([true, undefined, []]);
    const found = api.recorded.events.slice(from);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ outcome: 'done', in_transaction: true, actor: { name: 'ann' } });
    return { event: found[0], data: body.data };
  };

  it('of a role is one event with before and after', async () => {
    const resource = { type: 'role', id: 'clerk' };
    const made = await act('POST', '/roles', { name: 'clerk', title: 'Clerk' });
    expect(made.event).toMatchObject({
      action: 'roles.create',
      resource,
      before: null,
      after: { title: 'Clerk' },
    });
    const wider = await act('PATCH', '/roles/clerk', { version: 1, permissions: ['files.read'] });
    expect(wider.event).toMatchObject({
      action: 'roles.update',
      before: { permissions: [] },
      after: { permissions: ['files.read'] },
    });
    const gone = await act('DELETE', '/roles/clerk', undefined, 'version=2');
    expect(gone.event).toMatchObject({
      action: 'roles.delete',
      resource,
      before: { title: 'Clerk' },
      after: null,
    });
  });

  it('of a policy too', async () => {
    const policy = {
      title: 'Closed',
      text: 'forbid (principal, action == Action::"scripts.manage", resource);',
    };
    const made = await act('PUT', '/policies/closed', policy);
    expect(made.event).toMatchObject({
      action: 'policies.update',
      resource: { type: 'policy', id: 'closed' },
      after: { text: policy.text },
    });
    const gone = await act('DELETE', '/policies/closed', undefined, 'version=1');
    expect(gone.event).toMatchObject({ action: 'policies.delete', before: { title: 'Closed' }, after: null });
  });

  it('of a grant is told of the thing that is shared', async () => {
    const given = await act('POST', '/grants', share('view'));
    expect(given.event).toMatchObject({
      action: 'grants.create',
      resource: script,
      after: { right: 'view' },
    });
    const more = await act('POST', '/grants', share('manage'));
    expect(more.event).toMatchObject({ before: { right: 'view' }, after: { right: 'manage' } });
    const taken = await act('DELETE', `/grants/${more.data.id}`);
    expect(taken.event).toMatchObject({
      action: 'grants.delete',
      resource: script,
      before: { right: 'manage' },
    });
  });
});

it('a grant is never there without its event, nor an event without its grant, when the function dies', async () => {
  for (const dies of ['before', 'after'] as const) {
    const { call, recorded, grants } = stage(true, dies);
    expect((await call('POST', '/grants', share('view'))).status).toBe(500);
    const done = recorded.events.filter(({ outcome }) => outcome === 'done');
    expect([grants.size, done.length]).toEqual(dies === 'before' ? [0, 0] : [1, 1]);
  }
});

it('roles and policies are changed by whoever has shown lately who they are, grants by anybody who may', async () => {
  const { call, recorded } = stage(false);
  const asked = [
    await call('POST', '/roles', { name: 'clerk', title: 'Clerk' }),
    await call('PATCH', '/roles/clerk', { version: 1 }),
    await call('DELETE', '/roles/clerk', undefined, 'version=1'),
    await call('PUT', '/policies/closed', { title: 'x', text: 'x' }),
    await call('DELETE', '/policies/closed', undefined, 'version=1'),
  ];
  expect(asked.map(({ body }) => body.reason)).toEqual(Array(5).fill('step_up_required'));
  expect(recorded.events.map(({ outcome }) => outcome)).toEqual(Array(5).fill('refused'));
  expect((await call('POST', '/grants', share('view'))).status).toBe(201);
});
