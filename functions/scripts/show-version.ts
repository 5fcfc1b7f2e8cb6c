import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { scriptsRoutes } from './contract.ts';
import { findVersion } from './find-script.ts';
import type { ScriptStore } from './store.ts';
import { viewVersion } from './views.ts';

/** Shows one version, and whether it is the current one. */
export const makeShowVersion =
  ({ store }: { store: ScriptStore }): Operation<RouteOf<typeof scriptsRoutes, 'showVersion'>> =>
  async ({ params, caller }) => {
    const { script, version } = await findVersion(store, params.name, params.n, caller);
    return ok(viewVersion(version, version.n === script.currentVersion));
  };
