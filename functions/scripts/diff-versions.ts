import type { Operation } from '../platform/api.ts';
import { tooLarge } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { scriptsRoutes } from './contract.ts';
import { diffParameters, diffSources } from './difference.ts';
import { findVersion } from './find-script.ts';
import type { SourceStore } from './source-store.ts';
import type { ScriptStore } from './store.ts';

/** A function's answer may take 6 MB; the diff of two megabytes of short lines can take more. */
const MAX_DIFF_BYTES = 5 * 1024 * 1024;

/** Compares two versions of a script: a unified diff of the source, and the change of the parameters. */
export const makeDiffVersions = ({
  store,
  sources,
}: {
  store: ScriptStore;
  sources: SourceStore;
}): Operation<RouteOf<typeof scriptsRoutes, 'diffVersions'>> => {
  const read = async (name: string, n: number, caller: Caller) => {
    const { version } = await findVersion(store, name, n, caller);
    const source = await sources.get(name, version.sha256);
    return { version, source: new TextDecoder().decode(source) };
  };
  return async ({ params: { name }, query, caller }) => {
    const [from, to] = await Promise.all([read(name, query.from, caller), read(name, query.to, caller)]);
    const diff = diffSources(from, to);
    if (Buffer.byteLength(JSON.stringify(diff)) > MAX_DIFF_BYTES)
      throw tooLarge(
        text(
          'the diff is too large to be shown; compare the sources',
          '差异过大，无法显示；请直接比较源代码',
        ),
      );
    return ok({
      from: query.from,
      to: query.to,
      diff,
      parameters: diffParameters(from.version.parameters, to.version.parameters),
    });
  };
};
