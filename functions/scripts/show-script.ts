import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { scriptsRoutes } from './contract.ts';
import { findVisibleScript } from './find-script.ts';
import type { ScriptStore } from './store.ts';
import { viewScript } from './views.ts';

/** Shows a script, archived or not, with the parameters of its current version. */
export const makeShowScript =
  ({ store }: { store: Pick<ScriptStore, 'find'> }): Operation<RouteOf<typeof scriptsRoutes, 'showScript'>> =>
  async ({ params, caller }) =>
    ok(viewScript(await findVisibleScript(store, params.name, caller)));
