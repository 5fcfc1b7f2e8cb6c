import type { Operation } from '../platform/api.ts';
import { downloadType } from '../platform/attachment.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { runsRoutes } from './contract.ts';
import type { RunObjects } from './objects.ts';
import { readArtifacts } from './outcome.ts';
import { outcomeAttemptOf } from './outcome-attempt.ts';
import type { RunStore } from './store.ts';
import { findVisibleRun } from './view-run.ts';

/** The last part of an artifact's path: the name it is saved under. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Lists what a run, or one of its attempts, left in `out/`; empty while it has not ended. The content type is the one it is served with. */
export const makeListArtifacts =
  ({
    store,
    objects,
  }: {
    store: Pick<RunStore, 'find'>;
    objects: Pick<RunObjects, 'readText'>;
  }): Operation<RouteOf<typeof runsRoutes, 'listArtifacts'>> =>
  async ({ params, query, caller }) => {
    const run = await findVisibleRun(store, params.id, caller);
    const attempt = outcomeAttemptOf(run, query.attempt);
    const artifacts = attempt === null ? [] : await readArtifacts(objects, run.id, attempt);
    return ok({
      items: artifacts.map(({ path, size, sha256 }) => {
        const name = nameOf(path);
        return { path, name, size, sha256, content_type: downloadType(name) };
      }),
    });
  };
