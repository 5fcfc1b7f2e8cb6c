/** Changes of rights and of departments, whose process dies at each of its calls to the table, before and after it. */
import { afterAll, beforeAll, it } from 'vitest';
import { makeChangeDepartment } from '../../../functions/directory/change-department.ts';
import { readSettledTree } from '../../../functions/directory/change-tree.ts';
import { makeDepartmentStore } from '../../../functions/directory/department-store.ts';
import { makeFindStanding } from '../../../functions/permissions/authority.ts';
import { permissionsRoutes } from '../../../functions/permissions/contract.ts';
import { makeEngine } from '../../../functions/permissions/engine.ts';
import { makeGrantStore } from '../../../functions/permissions/grant-store.ts';
import { makePermissionsOperations } from '../../../functions/permissions/operations.ts';
import { makePolicyStore } from '../../../functions/permissions/policy-store.ts';
import { makeApi } from '../../../functions/platform/api.ts';
import { loadOnce } from '../../../functions/platform/deferred.ts';
import { notFound } from '../../../functions/platform/errors.ts';
import { newId } from '../../../functions/platform/ids.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { callerWith } from '../../unit/platform/caller.ts';
import { httpEvent, send } from '../../unit/platform/http-events.ts';
import { startEmulator, type TestEmulator } from '../emulator/start-emulator.ts';
import { makeTable } from '../runs/make-table.ts';
import { type Case, fresh, killAtAnyCall } from './killing.ts';

let emulator: TestEmulator;
let plain: Table;
beforeAll(async () => {
  emulator = await startEmulator();
  plain = await makeTable(emulator);
});
afterAll(() => emulator?.stop());

const now = () => Date.now();
const engine = loadOnce(async () => makeEngine());

/** The API of permissions on a table, as an administrator calls it. */
const permissionsOn = (table: Table) => {
  const [policies, grants] = [makePolicyStore(table), makeGrantStore(table)];
  const sources = {
    currentSnapshot: () => policies.read(),
    departments: { above: async () => [], below: async () => [] },
    engine,
  };
  const who = { userId: 'u-1', username: 'ann', roles: ['admin'], sessionId: 's-1' } as const;
  const handler = makeApi(
    permissionsRoutes,
    makePermissionsOperations({
      policies,
      grants,
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
      authenticate: async () => callerWith({ ...who, confirmedAt: now() }),
      defaultLanguage: 'en',
      now,
      log: makeLog('permissions', () => undefined),
      // Refusals and failures go by themselves; here only what is written with a change counts.
      writeAuditEvent: async () => undefined,
    },
  );
  return (method: string, path: string, body?: unknown, query = '') =>
    send(handler, httpEvent(method, path, { query, ...(body === undefined ? {} : { body }) }));
};
const must = async (answer: ReturnType<ReturnType<typeof permissionsOn>>) => {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(JSON.stringify(body));
  return body.data;
};

const lookAtRole = async (name: string) => (await makePolicyStore(plain).read()).roles.get(name)?.version;
const lookAtPolicy = async (name: string) =>
  (await makePolicyStore(plain).read()).policies.find((policy) => policy.name === name)?.version;
const lookAtGrants = (id: string) => makeGrantStore(plain).listOn({ type: 'script', id });
const role = (name: string) => ({ name, title: 'Clerk' });
const text =
  'forbid (principal, action == Action::"runs.read", resource is Run) when { resource.script == "payroll" };';
const share = (id: string, right: string) => ({
  resource: { type: 'script', id },
  to: { type: 'user', username: 'bob' },
  right,
});

/** A department with one below it, and another one. */
const family = async (): Promise<string> => {
  const departments = makeDepartmentStore(plain);
  const at = new Date(now()).toISOString();
  const make = async (parent: string | null): Promise<string> => {
    const id = newId('dep', now());
    const row = { id, name: id, parent, ancestors: parent === null ? [] : [parent], members: 0, version: 1 };
    const department = { ...row, createdAt: at, updatedAt: at };
    await departments.create(await readSettledTree(departments), department, undefined, now());
    return id;
  };
  await make(null); // where it moves to
  const top = await make(null);
  await make(top);
  await make(top);
  return top;
};

const cases: Readonly<Record<string, Case>> = {
  'a role is made': {
    action: 'roles.create',
    kind: 'role',
    prepare: async () => fresh('role'),
    work: (table, name) => permissionsOn(table)('POST', '/roles', role(name)),
    look: lookAtRole,
  },
  'a role is changed': {
    action: 'roles.update',
    kind: 'role',
    prepare: async () => (await must(permissionsOn(plain)('POST', '/roles', role(fresh('role'))))).name,
    work: (table, name) =>
      permissionsOn(table)('PATCH', `/roles/${name}`, { version: 1, permissions: ['files.read'] }),
    look: lookAtRole,
  },
  'a policy is written': {
    action: 'policies.update',
    kind: 'policy',
    prepare: async () => fresh('policy'),
    work: (table, name) =>
      permissionsOn(table)('PUT', `/policies/${name}`, { title: 'x', text, enabled: false }),
    look: lookAtPolicy,
  },
  'something is shared': {
    action: 'grants.create',
    kind: 'script',
    prepare: async () => fresh('script'),
    work: (table, id) => permissionsOn(table)('POST', '/grants', share(id, 'run')),
    look: lookAtGrants,
  },
  'a right is taken back': {
    action: 'grants.delete',
    kind: 'script',
    prepare: async () => {
      const id = fresh('script');
      await must(permissionsOn(plain)('POST', '/grants', share(id, 'run')));
      return id;
    },
    work: async (table, id) => {
      const [grant] = await lookAtGrants(id);
      return permissionsOn(table)('DELETE', `/grants/${grant?.id}`);
    },
    look: lookAtGrants,
  },
  'a department moves with those below it': {
    action: 'departments.move',
    kind: 'department',
    prepare: family,
    work: async (table, id) => {
      const { departments } = await readSettledTree(makeDepartmentStore(plain));
      const other = departments.find((each) => each.parent === null && each.id !== id);
      const change = makeChangeDepartment({ departments: makeDepartmentStore(table), now });
      return change({ params: { id }, body: { version: 1, parent: other?.id } } as Parameters<
        typeof change
      >[0]);
    },
    look: async (id) => (await makeDepartmentStore(plain).find(id))?.parent,
  },
};

it.each(Object.entries(cases))(
  '%s, and the process dies at any call: changed if and only if there is one event',
  (_, each) => killAtAnyCall(emulator, plain, each),
);
