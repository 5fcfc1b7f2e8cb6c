import { deliveryStatuses } from '../../../functions/webhooks/contract.ts';
import type { ApiClient } from '../api-client.ts';
import type { Command, CommandSession } from '../command.ts';
import { CommandError, UsageError } from '../failure.ts';
import { readParameters, splitAssignment } from '../parameters.ts';
import type { ApiData } from '../routes.ts';
import { shown, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

type Session = Pick<CommandSession, 'args' | 'terminal'> & { readonly api: ApiClient };
type Revealed = ApiData<'createWebhook'>;

const say = (json: boolean, value: unknown, words: () => string): string =>
  json ? JSON.stringify(value, null, 2) : words();

/** The secret and the address are not shown again: they go to standard output, the advice does not. */
const reveal = ({ id, secret, url }: Revealed, json: boolean, terminal: Terminal): void => {
  terminal.out(
    say(json, { id, secret, url }, () =>
      [`id      ${id}`, `secret  ${secret}`, ...(url === null ? [] : [`url     ${url}`])].join('\n'),
    ),
  );
  terminal.err('keep them now: neither is shown again');
};

/** `--map office=/order/office` */
const mappings = (option: string, words: readonly string[]) =>
  words.map((word) => {
    const [parameter, path] = splitAssignment(option, word);
    return { parameter, path };
  });

const list = async ({ api, args, terminal }: Session): Promise<void> => {
  const { items } = await api.call('listWebhooks', { query: { script: args.one('script'), page_size: 100 } });
  const rows = items.map((hook) => [
    hook.id,
    hook.name,
    hook.script,
    hook.enabled ? 'on' : 'off',
    hook.owner,
    hook.last_delivery?.at ?? '',
    hook.last_delivery?.status ?? '',
  ]);
  const heads = ['id', 'name', 'script', '', 'owner', 'last delivery', ''];
  terminal.out(say(args.flag('json'), items, () => textTable(heads, rows)));
};

const create = async ({ api, args, terminal }: Session, script = ''): Promise<void> => {
  const { parameters } = await api.call('showScript', { params: { name: script } });
  if (parameters === null) throw new CommandError(`the script ${script} has no current version`);
  const made = await api.call(
    'createWebhook',
    {
      body: {
        script,
        name: args.one('name') ?? script,
        parameters: readParameters(args.many('param'), parameters),
        mapping: mappings('map', args.many('map')),
        file_mapping: mappings('map-file', args.many('map-file')),
        allowed_hosts: [...args.many('allow-host')],
      },
    },
    { 'idempotency-key': crypto.randomUUID() },
  );
  reveal(made, args.flag('json'), terminal);
};

const rotate = async ({ api, args, terminal }: Session, id = ''): Promise<void> => {
  const grace = Number(args.one('grace') ?? 0);
  if (!Number.isInteger(grace) || grace < 0) throw new UsageError('--grace: must be a number of seconds');
  const { version } = await api.call('showWebhook', { params: { id } });
  const body = { version, grace_seconds: grace, renew_url: args.flag('renew-url') };
  reveal(await api.call('rotateWebhook', { params: { id }, body }), args.flag('json'), terminal);
};

const deliveries = async ({ api, args, terminal }: Session, id = ''): Promise<void> => {
  const wanted = args.one('status');
  const status = deliveryStatuses.find((each) => each === wanted);
  if (wanted !== undefined && status === undefined)
    throw new UsageError(`--status: one of ${deliveryStatuses.join(', ')}`);
  const { items } = await api.call('listDeliveries', { params: { id }, query: { status, page_size: 100 } });
  const rows = items.map((each) => [
    each.at,
    each.delivery,
    each.status,
    each.run_id ?? '',
    each.reason?.message ?? '',
  ]);
  terminal.out(
    say(args.flag('json'), items, () => textTable(['at', 'delivery', 'status', 'run', 'reason'], rows)),
  );
};

const actions: Readonly<Record<string, (session: Session, word?: string) => Promise<void>>> = {
  list,
  create,
  rotate,
  deliveries,
};

export const hooks: Command = {
  usage:
    '[list | create SCRIPT [--name N] [--map P=/POINTER] [--map-file P=/POINTER] [--allow-host H] [--param P=V] | rotate ID [--grace SECONDS] [--renew-url] | deliveries ID [--status S]]',
  summary: 'List webhooks, create one, renew its secret, see what was delivered',
  options: {
    'allow-host': { type: 'string', multiple: true },
    grace: { type: 'string' },
    map: { type: 'string', multiple: true },
    'map-file': { type: 'string', multiple: true },
    name: { type: 'string' },
    param: { type: 'string', multiple: true },
    'renew-url': { type: 'boolean' },
    script: { type: 'string' },
    status: { type: 'string' },
  },
  words: [0, 2],
  run: async ({ client, args, terminal }) => {
    const [name = 'list', word] = args.positionals;
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined) throw new UsageError(`hooks ${shown(name)}: there is no such action`);
    if ((word === undefined) !== (name === 'list'))
      throw new UsageError(name === 'list' ? 'hooks list takes no word' : `hooks ${name}: of which?`);
    await action({ api: await client(), args, terminal }, word);
    return 0;
  },
};
