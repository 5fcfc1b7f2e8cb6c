import type { ApiClient } from '../api-client.ts';
import type { Arguments, Command } from '../command.ts';
import { downloadArtifacts } from '../download.ts';
import { CommandError } from '../failure.ts';
import { describeRun, waitForEnd } from '../follow-run.ts';
import { type ParametersSchema, readFileWords, readParameters } from '../parameters.ts';
import { shown, type Terminal } from '../terminal.ts';
import { uploadFile } from '../upload-file.ts';

const readVersion = (args: Arguments): number | undefined => {
  const words = args.one('version');
  if (words === undefined) return undefined;
  if (!/^\d{1,7}$/.test(words)) throw new CommandError('--version: a whole number');
  return Number(words);
};

/** The parameters that the chosen version declares. */
const schemaOf = async (
  api: ApiClient,
  name: string,
  version: number | undefined,
): Promise<ParametersSchema> => {
  const { parameters } =
    version === undefined
      ? await api.call('showScript', { params: { name } })
      : await api.call('showVersion', { params: { name, n: version } });
  if (parameters === null) throw new CommandError(`${name} has no published version`);
  return parameters;
};

/** Uploads the files that `--file` names, and gives them to their parameters in the order they were named. */
const uploadFiles = async (api: ApiClient, terminal: Terminal, args: Arguments, schema: ParametersSchema) => {
  const values: Record<string, string | string[]> = {};
  for (const { name, path, list } of readFileWords(args.many('file'), schema)) {
    if (!list && values[name] !== undefined) throw new CommandError(`${name} takes one file`);
    terminal.err(`uploading ${shown(path)}`);
    const id = await uploadFile(api, terminal, path);
    values[name] = list ? [...(values[name] ?? []), id] : id;
  }
  return values;
};

export const run: Command = {
  usage: 'SCRIPT [--param NAME=VALUE]… [--file NAME=PATH]… [--version N] [--wait] [--download DIR]',
  summary: 'Start a run; --wait prints its log and result, --download saves its artifacts too',
  options: {
    param: { type: 'string', multiple: true, short: 'p' },
    file: { type: 'string', multiple: true },
    version: { type: 'string' },
    wait: { type: 'boolean' },
    download: { type: 'string' },
  },
  words: [1, 1],
  run: async ({ client, args, terminal }) => {
    const api = await client();
    const [script = ''] = args.positionals;
    const version = readVersion(args);
    const schema = await schemaOf(api, script, version);
    const parameters = {
      ...readParameters(args.many('param'), schema),
      ...(await uploadFiles(api, terminal, args, schema)),
    };
    const body = { script, parameters, ...(version === undefined ? {} : { version }) };
    const started = await api.call('startRun', { body }, { 'idempotency-key': crypto.randomUUID() });
    const folder = args.one('download');
    if (!args.flag('wait') && folder === undefined) {
      terminal.out(args.flag('json') ? JSON.stringify(started, null, 2) : started.id);
      return 0;
    }
    const ended = await waitForEnd(api, started.id, terminal);
    terminal.out(args.flag('json') ? JSON.stringify(ended, null, 2) : describeRun(ended));
    if (folder !== undefined)
      for (const path of await downloadArtifacts(api, terminal, ended.id, folder))
        terminal.err(`saved ${shown(path)}`);
    return ended.status === 'succeeded' ? 0 : 1;
  },
};
