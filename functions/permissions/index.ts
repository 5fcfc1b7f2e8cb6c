import { loadOnce } from '../platform/deferred.ts';
import type { Caller } from '../platform/permissions.ts';
import type { Table } from '../platform/table.ts';
import { type DepartmentTree, makeAuthorize } from './authority.ts';
import { makeGrantStore } from './grant-store.ts';
import { makePolicyStore } from './policy-store.ts';
import { makeCurrentSnapshot } from './snapshots.ts';

/** What the other domains may use of permissions. */
export type { DepartmentTree } from './authority.ts';

/** Gives a caller what the policies of the moment say of them. */
export type Authorize = (caller: Caller) => Promise<Caller>;

/** Opens deciding over the table; the function needs to read it. Cedar is loaded with its first use. */
export const openAuthorize = (table: Table, departments: DepartmentTree): Authorize =>
  makeAuthorize({
    currentSnapshot: makeCurrentSnapshot(makePolicyStore(table), Date.now),
    grants: makeGrantStore(table),
    departments,
    engine: loadOnce(async () => (await import('./engine.ts')).makeEngine()),
    now: Date.now,
  });
