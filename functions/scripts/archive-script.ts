import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { findToChange } from './change-script.ts';
import { untilWritten } from './contention.ts';
import type { scriptsRoutes } from './contract.ts';
import type { ScriptStore } from './store.ts';
import { viewScript } from './views.ts';

/** Archives a script: it is not listed and does not run; its versions and runs stay. Twice is once. */
export const makeArchiveScript =
  ({
    store,
    now,
  }: {
    store: ScriptStore;
    now: () => number;
  }): Operation<RouteOf<typeof scriptsRoutes, 'archiveScript'>> =>
  ({ params, query, caller }) =>
    untilWritten(async () => {
      const before = await findToChange(store, params.name, caller, query.version, 'scripts.manage');
      if (before.archived) return ok(viewScript(before));
      const script = {
        ...before,
        archived: true,
        version: before.version + 1,
        updatedAt: new Date(now()).toISOString(),
      };
      const saved = await audited(
        { resource: { type: 'script', id: script.name }, before, after: script },
        () => store.save({ script, expected: before.version }, now()),
      );
      return saved ? ok(viewScript(script)) : undefined;
    });
