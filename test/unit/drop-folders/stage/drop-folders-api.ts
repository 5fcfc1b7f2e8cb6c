import { makeCheckFolder } from '../../../../functions/drop-folders/check-folder.ts';
import { dropFoldersRoutes } from '../../../../functions/drop-folders/contract.ts';
import { makeDropFoldersOperations } from '../../../../functions/drop-folders/operations.ts';
import { makeApi } from '../../../../functions/platform/api.ts';
import { makeCursors } from '../../../../functions/platform/cursor.ts';
import { notFound } from '../../../../functions/platform/errors.ts';
import { makeLog } from '../../../../functions/platform/log.ts';
import type { Role } from '../../../../functions/platform/permissions.ts';
import { makeCheckFileGroups } from '../../../../functions/runs/check-file-groups.ts';
import { fileRulesOf } from '../../../../functions/runs/parameters/file-rules.ts';
import { parametersShape } from '../../../../functions/runs/parameters/parameter-schema.ts';
import type { FindRunnableVersion, RunnableVersion } from '../../../../functions/scripts/index.ts';
import { authenticateBearer, bearer } from '../../platform/bearer-caller.ts';
import { type Answer, type EventOptions, httpEvent, send } from '../../platform/http-events.ts';
import { makeStage } from './stage.ts';

const file = { type: 'string', format: 'file' };

/** The parameters of the script `reconcile`. */
export const parameters = {
  type: 'object',
  properties: {
    bank: { ...file, 'x-accept': ['.csv'] },
    ledger: file,
    rates: { type: 'array', items: file, minItems: 1, maxItems: 3 },
    notes: { type: 'array', items: file, default: [] },
    month: { type: 'string' },
    limit: { type: 'integer', default: 1 },
  },
  required: ['bank', 'ledger', 'rates', 'month'],
};

/** The API of drop folders over stores in memory, and what is behind the queue. */
export const dropFoldersApi = () => {
  const stage = makeStage();
  const lines: string[] = [];
  const cursors = makeCursors(async () => 'a secret');
  const findRunnableVersion: FindRunnableVersion = async (name, version) => {
    if (name !== 'reconcile' || (version ?? 1) !== 1) throw notFound();
    return { name, version: 1, parameters } as unknown as RunnableVersion;
  };
  const { folders, sets, strays, now } = stage;
  const deps = {
    folders,
    sets,
    strays,
    objects: stage.bucket.store,
    send: stage.send,
    checkFolder: makeCheckFolder(
      makeCheckFileGroups({ findRunnableVersion, findOwnReadyFiles: async () => [] }),
    ),
    findFileRules: async (script: string, version: number | undefined, parameter: string) =>
      fileRulesOf(parametersShape.parse((await findRunnableVersion(script, version)).parameters), parameter),
    cursors,
    now,
  };
  const handler = makeApi(dropFoldersRoutes, makeDropFoldersOperations(deps), {
    authenticate: authenticateBearer,
    defaultLanguage: 'en',
    now,
    log: makeLog('drops', (line) => lines.push(line)),
  });
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
  return { ...stage, as, ann: as('ann', 'operator'), lines };
};

/** A good drop folder. */
export const wish = (more: Record<string, unknown> = {}) => ({
  body: {
    name: 'month-end',
    script: 'reconcile',
    parameters: { month: '{{ set.month }}' },
    members: [
      { parameter: 'bank', pattern: 'bank_(?<month>\\d{6})\\.csv' },
      { parameter: 'ledger', pattern: 'ledger_\\k<month>\\.xlsx' },
      { parameter: 'rates', pattern: 'rates_\\k<month>_?\\d?\\.csv', max: 3 },
    ],
    ...more,
  },
});
