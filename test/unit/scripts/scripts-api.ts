import { makeApi } from '../../../functions/platform/api.ts';
import { makeCursors } from '../../../functions/platform/cursor.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import { readMultipart } from '../../../functions/platform/multipart.ts';
import type { Role } from '../../../functions/platform/permissions.ts';
import { makeArchiveScript } from '../../../functions/scripts/archive-script.ts';
import { scriptsRoutes } from '../../../functions/scripts/contract.ts';
import { makeDiffVersions } from '../../../functions/scripts/diff-versions.ts';
import { makeInspectScript } from '../../../functions/scripts/inspect-script.ts';
import type { Inspect } from '../../../functions/scripts/inspection.ts';
import { makeListPackages } from '../../../functions/scripts/list-packages.ts';
import { makeListScripts } from '../../../functions/scripts/list-scripts.ts';
import { makeListVersions } from '../../../functions/scripts/list-versions.ts';
import { makePublishVersion } from '../../../functions/scripts/publish-version.ts';
import { makeShowScript } from '../../../functions/scripts/show-script.ts';
import { makeShowSource } from '../../../functions/scripts/show-source.ts';
import { makeShowVersion } from '../../../functions/scripts/show-version.ts';
import type { SourceStore } from '../../../functions/scripts/source-store.ts';
import type { ScriptStore } from '../../../functions/scripts/store.ts';
import { makeUpdateScript } from '../../../functions/scripts/update-script.ts';
import { makeUploadScript } from '../../../functions/scripts/upload-script.ts';
import { authenticateBearer, bearer } from '../platform/bearer-caller.ts';
import { type Answer, type EventOptions, httpEvent, send } from '../platform/http-events.ts';
import { inMemoryScripts, inMemorySources } from './in-memory.ts';

/** Reads parameters as the inspection does, of one form of source only: `def main(a, b): ...`. */
export const readSignature: Inspect = async (_fileName, source) => {
  const names = /def main\(([^)]*)\)/.exec(Buffer.from(source).toString())?.[1]?.split(',') ?? [];
  const properties = Object.fromEntries(
    names.filter((name) => name.trim() !== '').map((name) => [name.trim(), { type: 'string' }]),
  );
  return {
    summary: 'A summary',
    description: 'A description',
    parameters: { type: 'object', properties, required: Object.keys(properties) },
  };
};

export interface ScriptsStage {
  readonly store?: ScriptStore;
  readonly sources?: SourceStore;
  readonly inspect?: Inspect;
}

/** The scripts API over any stores (in memory by default), with a clock that moves a millisecond a look. */
export const scriptsApi = (stage: ScriptsStage = {}) => {
  const store = stage.store ?? inMemoryScripts();
  const sources = stage.sources ?? inMemorySources();
  const inspect = stage.inspect ?? readSignature;
  const clock = { at: Date.parse('2026-11-22T00:00:00Z') };
  const now = () => clock.at++;
  const lines: string[] = [];
  const cursors = makeCursors(async () => 'a secret');
  const handler = makeApi(
    scriptsRoutes,
    {
      uploadScript: makeUploadScript({ store, sources, inspect, now }),
      inspectScript: makeInspectScript({ inspect }),
      listScripts: makeListScripts({ store, cursors }),
      showScript: makeShowScript({ store }),
      updateScript: makeUpdateScript({ store, now }),
      archiveScript: makeArchiveScript({ store, now }),
      listVersions: makeListVersions({ store, cursors }),
      showVersion: makeShowVersion({ store }),
      showSource: makeShowSource({ store, sources }),
      publishVersion: makePublishVersion({ store, now }),
      diffVersions: makeDiffVersions({ store, sources }),
      listPackages: makeListPackages(),
    },
    {
      authenticate: authenticateBearer,
      defaultLanguage: 'en',
      now,
      log: makeLog('scripts', (line) => lines.push(line)),
      readForm: readMultipart,
    },
  );
  const as =
    (username: string, ...held: readonly Role[]) =>
    async (method: string, path: string, options: EventOptions = {}): Promise<Answer> => {
      const [plain = '', query = ''] = path.split('?');
      const headers = { ...bearer(username, ...held), ...options.headers };
      const answer = await send(handler, httpEvent(method, plain, { query, ...options, headers }));
      const unfit = lines.find((line) => line.includes('does not fit its schema'));
      if (unfit !== undefined) throw new Error(unfit);
      return answer;
    };
  return { handler, as, author: as('ann', 'author'), clock, lines, store, sources };
};

/** The body of a JSON upload. */
export const source = (name: string, words: string, more: Record<string, unknown> = {}) => ({
  body: { file_name: `${name}.py`, source: words, ...more },
});

export type Call = ReturnType<ReturnType<typeof scriptsApi>['as']>;
