import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import type { ApiClient } from '../api-client.ts';
import type { Command } from '../command.ts';
import { CommandError, UsageError } from '../failure.ts';
import type { ApiData } from '../routes.ts';
import { shown } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { sha256Of, sizeOf } from '../upload-file.ts';

type DropFolder = ApiData<'showDropFolder'>;
type DropSet = ApiData<'showDropSet'>;

/** The drop folder of a name, or of an id. */
const findFolder = async (api: ApiClient, word: string): Promise<DropFolder> => {
  if (word.startsWith('drop_')) return api.call('showDropFolder', { params: { id: word } });
  const { items } = await api.call('listDropFolders', { query: { q: word, page_size: 100 } });
  const found = items.find(({ name }) => name === word);
  if (found === undefined)
    throw new CommandError(`there is no drop folder ${word}, or it is not yours to see`);
  return found;
};

/** What a set still wants, in words: `ledger_\k<month>\.xlsx`. */
const missingOf = ({ members }: DropSet): string =>
  members
    .filter(({ missing }) => missing > 0)
    .map(({ missing, pattern }) => (missing === 1 ? pattern : `${missing} × ${pattern}`))
    .join(', ');

const setRow = (set: DropSet) => [
  set.id,
  set.label,
  set.status,
  `${set.arrived} of ${set.wanted}`,
  set.run_id ?? set.reason ?? missingOf(set),
];

const describe = async (api: ApiClient, id: string) => {
  const [sets, strays] = await Promise.all([
    api.call('listDropSets', { params: { id }, query: {} }),
    api.call('listStrays', { params: { id }, query: {} }),
  ]);
  return { sets: sets.items, strays: strays.items };
};

const tableOf = ({ sets, strays }: Awaited<ReturnType<typeof describe>>): string => {
  const parts = [textTable(['set', 'key', 'status', 'arrived', 'run, reason or missing'], sets.map(setRow))];
  if (strays.length > 0) {
    const rows = strays.map(({ id, path, reason }) => [id, shown(path), reason]);
    parts.push(textTable(['stray', 'path', 'reason'], rows));
  }
  return parts.join('\n\n');
};

export const drops: Command = {
  usage: '[NAME] [--run SET | --discard SET]',
  summary: 'List drop folders, or the sets and strays of one; run or discard a set',
  options: { run: { type: 'string' }, discard: { type: 'string' } },
  words: [0, 1],
  run: async ({ client, args, terminal }) => {
    const [word] = args.positionals;
    const [wanted, unwanted] = [args.one('run'), args.one('discard')];
    if (word === undefined && (wanted ?? unwanted) !== undefined)
      throw new UsageError('--run and --discard want the name of the drop folder too');
    const api = await client();
    const print = (data: unknown, text: () => string) =>
      terminal.out(args.flag('json') ? JSON.stringify(data, null, 2) : text());
    if (word === undefined) {
      const { items } = await api.call('listDropFolders', { query: { page_size: 100 } });
      const rows = items.map((each) => [
        each.name,
        each.script,
        each.enabled ? 'on' : 'paused',
        each.open_sets,
        each.strays,
        each.owner,
      ]);
      print(items, () => textTable(['name', 'script', 'state', 'open sets', 'strays', 'owner'], rows));
      return 0;
    }
    const { id } = await findFolder(api, word);
    if (wanted !== undefined) await api.call('runDropSet', { params: { id, set: wanted }, body: {} });
    if (unwanted !== undefined) await api.call('discardDropSet', { params: { id, set: unwanted }, body: {} });
    const described = await describe(api, id);
    print(described, () => tableOf(described));
    return 0;
  },
};

export const drop: Command = {
  usage: 'NAME PATH…',
  summary: 'Put files into a drop folder',
  words: [2, 51],
  run: async ({ client, args, terminal }) => {
    const [word = '', ...paths] = args.positionals;
    const api = await client();
    const { id } = await findFolder(api, word);
    for (const path of paths) {
      const announced = { name: basename(path), size: await sizeOf(path), sha256: await sha256Of(path) };
      const { upload } = await api.call('createDropUpload', { params: { id }, body: announced });
      const answer = await terminal.fetch(upload.url, {
        method: upload.method,
        headers: upload.headers,
        body: await openAsBlob(path), // read from the disk while it is sent
      });
      if (!answer.ok) throw new CommandError(`${path} was not taken: ${answer.status}`);
      terminal.out(shown(path));
    }
    return 0;
  },
};
