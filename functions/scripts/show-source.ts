import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { scriptsRoutes } from './contract.ts';
import { findVersion } from './find-script.ts';
import type { SourceStore } from './source-store.ts';
import type { ScriptStore } from './store.ts';

/** Shows the source of a version as it was uploaded, but for a byte order mark, which JSON does not carry. */
export const makeShowSource =
  ({
    store,
    sources,
  }: {
    store: ScriptStore;
    sources: SourceStore;
  }): Operation<RouteOf<typeof scriptsRoutes, 'showSource'>> =>
  async ({ params, caller }) => {
    const { version } = await findVersion(store, params.name, params.n, caller);
    const source = await sources.get(version.name, version.sha256);
    return ok({
      name: version.name,
      version: version.n,
      file_name: version.fileName,
      sha256: version.sha256,
      source: new TextDecoder().decode(source),
    });
  };
