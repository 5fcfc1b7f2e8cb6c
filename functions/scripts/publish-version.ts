import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { notFound } from '../platform/errors.ts';
import { readIdempotencyKey } from '../platform/idempotency.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { findToChange } from './change-script.ts';
import { untilWritten } from './contention.ts';
import type { scriptsRoutes } from './contract.ts';
import { withCurrent } from './script.ts';
import type { ScriptStore } from './store.ts';
import { viewScript } from './views.ts';

/**
 * Makes a version the current one, a newer or an older one; an archived script is taken up again. A repeated request
 * finds its work done, whatever `version` it names.
 */
export const makePublishVersion =
  ({
    store,
    now,
  }: {
    store: ScriptStore;
    now: () => number;
  }): Operation<RouteOf<typeof scriptsRoutes, 'publishVersion'>> =>
  async ({ params, body, caller, request }) => {
    const key = readIdempotencyKey(request, 'publishVersion', caller.userId);
    const isRepeated = async () => (await store.findEarlier(key, now())) !== undefined;
    return untilWritten(async () => {
      const repeated = await isRepeated();
      const before = await findToChange(store, params.name, caller, repeated ? undefined : body.version);
      const version = await store.findVersion(before.name, params.n);
      if (version === undefined) throw notFound();
      if (repeated) return ok(viewScript(before));
      const isCurrent = before.currentVersion === version.n && !before.archived;
      if (isCurrent && key === undefined) return ok(viewScript(before));
      const script = isCurrent ? before : withCurrent(before, version, new Date(now()).toISOString());
      const claim = key === undefined ? undefined : { key, subject: `${script.name}/${version.n}` };
      const saved = await audited(
        { resource: { type: 'script', id: script.name }, before, after: script },
        () => store.save({ script, expected: before.version, claim }, now()),
      );
      return saved ? ok(viewScript(script)) : undefined;
    });
  };
