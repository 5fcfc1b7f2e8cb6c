import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { RunPolicy } from '../platform/run-policy.ts';
import { findToChange } from './change-script.ts';
import { untilWritten } from './contention.ts';
import type { scriptsRoutes } from './contract.ts';
import { mergeLimits, mergePolicy } from './script.ts';
import type { ScriptStore } from './store.ts';
import { viewScript } from './views.ts';

/** Changes texts and limits; new limits hold for the next runs of the current version. */
export const makeUpdateScript =
  ({
    store,
    now,
  }: {
    store: ScriptStore;
    now: () => number;
  }): Operation<RouteOf<typeof scriptsRoutes, 'updateScript'>> =>
  ({ params, body, caller }) =>
    untilWritten(async () => {
      const before = await findToChange(
        store,
        params.name,
        caller,
        body.version,
        body.visibility === undefined ? 'scripts.edit' : 'scripts.manage',
      );
      const limits = mergeLimits(body.limits, before.limits);
      const script = {
        ...before,
        description: body.description ?? before.description,
        category: body.category === undefined ? before.category : (body.category ?? undefined),
        tags: body.tags === undefined ? before.tags : [...new Set(body.tags)],
        limits,
        visibility: body.visibility ?? before.visibility,
        policy: mergePolicy(body.policy as Partial<RunPolicy> | undefined, before.policy),
        version: before.version + 1,
        updatedAt: new Date(now()).toISOString(),
      };
      const current =
        body.limits === undefined ? undefined : await store.findVersion(before.name, before.currentVersion);
      const change = { script, expected: before.version };
      const saved = await audited(
        { resource: { type: 'script', id: script.name }, before, after: script },
        () =>
          store.save(current === undefined ? change : { ...change, changed: { ...current, limits } }, now()),
      );
      return saved ? ok(viewScript(script)) : undefined;
    });
