import type { Operation } from '../platform/api.ts';
import { downloadType } from '../platform/attachment.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { runsRoutes } from './contract.ts';
import type { RunObjects } from './objects.ts';
import { readArtifacts } from './outcome.ts';
import type { RunStore } from './store.ts';
import { findVisibleRun } from './view-run.ts';

/** The last part of an artifact's path: the name it is saved under. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Lists what a run left in `out/`; empty while it has not ended. The content type is the one it is served with. */
export const makeListArtifacts =
  ({
    store,
    objects,
  }: {
    store: Pick<RunStore, 'find'>;
    objects: Pick<RunObjects, 'readText'>;
  }): Operation<RouteOf<typeof runsRoutes, 'listArtifacts'>> =>
  async ({ params, caller }) => {
    const { id, outcome_attempt } = await findVisibleRun(store, params.id, caller);
    const artifacts = outcome_attempt === null ? [] : await readArtifacts(objects, id, outcome_attempt);
    return ok({
      items: artifacts.map(({ path, size, sha256 }) => {
        const name = nameOf(path);
        return { path, name, size, sha256, content_type: downloadType(name) };
      }),
    });
  };
