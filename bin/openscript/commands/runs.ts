import { runStatuses } from '../../../functions/runs/contract.ts';
import type { Command } from '../command.ts';
import { downloadArtifacts } from '../download.ts';
import { UsageError } from '../failure.ts';
import { describeRun, waitForEnd, writeLog } from '../follow-run.ts';
import { shown } from '../terminal.ts';
import { textTable } from '../text-table.ts';

type Status = (typeof runStatuses)[number];

const readStatus = (word: string | undefined): Status | undefined => {
  const status = runStatuses.find((name) => name === word);
  if (word !== undefined && status === undefined)
    throw new UsageError(`--status: one of ${runStatuses.join(', ')}`);
  return status;
};

export const runs: Command = {
  usage: '[ID | pin ID | unpin ID] [--script NAME] [--status STATUS] [--file FILE_ID]',
  summary: 'List runs, newest first, or show one; pin one to keep it beyond every retention',
  options: { script: { type: 'string' }, status: { type: 'string' }, file: { type: 'string' } },
  words: [0, 2],
  run: async ({ client, args, terminal }) => {
    const [id, pinnedId] = args.positionals;
    const pinning = id === 'pin' || id === 'unpin';
    if (pinning !== (pinnedId !== undefined)) throw new UsageError('runs pin ID, or runs unpin ID');
    const api = await client();
    if (pinnedId !== undefined) {
      const run = await api.call('pinRun', { params: { id: pinnedId }, body: { pinned: id === 'pin' } });
      terminal.out(
        args.flag('json')
          ? JSON.stringify(run, null, 2)
          : `${run.id}: ${run.pinned ? 'pinned' : 'not pinned'}`,
      );
      return 0;
    }
    if (id !== undefined) {
      const run = await api.call('showRun', { params: { id } });
      terminal.out(args.flag('json') ? JSON.stringify(run, null, 2) : describeRun(run));
      return 0;
    }
    const query = {
      script: args.one('script'),
      status: readStatus(args.one('status')),
      file: args.one('file'),
    };
    const { items } = await api.call('listRuns', { query });
    const rows = items.map((run) => [
      run.id,
      run.script,
      run.version,
      run.status,
      run.created_at,
      run.created_by,
    ]);
    terminal.out(
      args.flag('json')
        ? JSON.stringify(items, null, 2)
        : textTable(['id', 'script', 'version', 'status', 'created', 'by'], rows),
    );
    return 0;
  },
};

export const logs: Command = {
  usage: 'ID [-f]',
  summary: 'Print a run’s log; -f follows it to its end',
  options: { follow: { type: 'boolean', short: 'f' } },
  words: [1, 1],
  run: async ({ client, args, terminal }) => {
    const [id = ''] = args.positionals;
    await writeLog(await client(), id, args.flag('follow'), (text) => terminal.out(text));
    return 0;
  },
};

export const cancel: Command = {
  usage: 'ID [--wait]',
  summary: 'Cancel a run that has not ended',
  options: { wait: { type: 'boolean' } },
  words: [1, 1],
  run: async ({ client, args, terminal }) => {
    const [id = ''] = args.positionals;
    const api = await client();
    const asked = await api.call('cancelRun', { params: { id }, body: {} });
    const run = args.flag('wait') ? await waitForEnd(api, id, terminal) : asked;
    terminal.out(args.flag('json') ? JSON.stringify(run, null, 2) : `${run.id}: ${run.status}`);
    return 0;
  },
};

export const retry: Command = {
  usage: 'ID',
  summary: 'Start a new run with the same script version, parameters and files',
  words: [1, 1],
  run: async ({ client, args, terminal }) => {
    const [id = ''] = args.positionals;
    const key = { 'idempotency-key': crypto.randomUUID() };
    const run = await (await client()).call('retryRun', { params: { id }, body: {} }, key);
    terminal.out(args.flag('json') ? JSON.stringify(run, null, 2) : run.id);
    return 0;
  },
};

export const download: Command = {
  usage: 'ID [DIR]',
  summary: 'Download a run’s artifacts (into the current folder)',
  words: [1, 2],
  run: async ({ client, args, terminal }) => {
    const [id = '', folder = '.'] = args.positionals;
    for (const path of await downloadArtifacts(await client(), terminal, id, folder))
      terminal.out(shown(path));
    return 0;
  },
};
