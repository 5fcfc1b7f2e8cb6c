import { userStatuses } from '../../../functions/directory/contract.ts';
import type { ApiClient } from '../api-client.ts';
import type { Command, CommandSession } from '../command.ts';
import { CommandError, UsageError } from '../failure.ts';
import type { ApiData } from '../routes.ts';
import { shown } from '../terminal.ts';
import { textTable } from '../text-table.ts';

type Session = Pick<CommandSession, 'args' | 'terminal'> & { readonly api: ApiClient };
type User = ApiData<'changeUser'>;
type Action = (session: Session, word: string) => Promise<void>;

const describe = (user: User): string =>
  [
    `${shown(user.username)} (${user.id}), ${user.status}`,
    `name        ${shown(user.display_name ?? '-')}`,
    `e-mail      ${shown(user.email ?? '-')}`,
    `roles       ${shown(user.roles.join(', ') || '-')}`,
    `department  ${user.department ?? '-'}`,
    `groups      ${user.groups.join(', ') || '-'}`,
  ].join('\n');

const say = ({ args, terminal }: Session, data: unknown, words: () => string): void =>
  terminal.out(args.flag('json') ? JSON.stringify(data, null, 2) : words());

/** A user by the id, or by the whole user name in whatever case. */
const findUser = async (api: ApiClient, word: string): Promise<User> => {
  const { items } = await api.call('listUsers', { query: { q: word, page_size: 100 } });
  const found = items.find(({ username }) => username.toLowerCase() === word.toLowerCase());
  if (found !== undefined) return found;
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(word)) return api.call('showUser', { params: { id: word } });
  throw new CommandError(`there is no user ${shown(word)}`);
};

const rolesIn = (words: string | undefined): string[] =>
  (words ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

const list = async (session: Session): Promise<void> => {
  const { api, args } = session;
  const wanted = args.one('status');
  const status = userStatuses.find((each) => each === wanted);
  if (wanted !== undefined && status === undefined)
    throw new UsageError(`--status: one of ${userStatuses.join(', ')}`);
  const query = { role: args.one('role'), department: args.one('department'), status, page_size: 100 };
  const { items } = await api.call('listUsers', { query });
  say(session, items, () =>
    textTable(
      ['id', 'user', 'name', 'roles', 'e-mail', ''],
      items.map((user) => [
        user.id,
        user.username,
        user.display_name,
        user.roles.join(', '),
        user.email,
        user.status === 'active' ? '' : user.status,
      ]),
    ),
  );
};

const make =
  (invite: boolean): Action =>
  async (session, username) => {
    const { api, args, terminal } = session;
    const email = args.one('email');
    if (invite && email === undefined) throw new UsageError('users invite: needs --email');
    const body = {
      username,
      invite,
      email,
      display_name: args.one('name'),
      department: args.one('department'),
      roles: rolesIn(args.one('roles')),
    };
    const key = { 'idempotency-key': crypto.randomUUID() };
    const made = await api.call('createUser', { body }, key);
    say(session, made, () =>
      [
        describe(made),
        ...(made.temporary_password === null ? [] : [`password    ${made.temporary_password}`]),
      ].join('\n'),
    );
    if (made.temporary_password !== null)
      terminal.err(
        'hand the password over now: it is not shown again, and must be changed at the first sign-in',
      );
    if (made.invitation?.sent === false)
      throw new CommandError(`the invitation was not sent: ${made.invitation.reason ?? ''}`);
    if (made.invitation !== null)
      terminal.err(`an invitation went to ${email}, good until ${made.invitation.valid_until}`);
  };

/** Words on the command line that act on one user. */
const actions: Readonly<Record<string, Action>> = {
  show: async (session, word) => {
    const { id } = await findUser(session.api, word);
    const user = await session.api.call('showUser', { params: { id } });
    say(session, user, () => describe(user));
  },
  create: make(false),
  invite: make(true),
  disable: async (session, word) => {
    const { id } = await findUser(session.api, word);
    const user = await session.api.call('disableUser', { params: { id }, body: {} });
    say(session, user, () => describe(user));
  },
  enable: async (session, word) => {
    const { id } = await findUser(session.api, word);
    const user = await session.api.call('enableUser', { params: { id }, body: {} });
    say(session, user, () => describe(user));
  },
  'set-roles': async (session, word) => {
    const words = session.args.one('roles');
    if (words === undefined) throw new UsageError('users set-roles: needs --roles');
    const { id, version } = await findUser(session.api, word);
    const body = { version, roles: rolesIn(words) };
    const user = await session.api.call('changeUser', { params: { id }, body });
    say(session, user, () => describe(user));
  },
};

export const users: Command = {
  usage:
    '[list [--role R] [--department ID] [--status S]] | show|disable|enable USER | create|invite USER [--roles R,R] [--email E] [--name N] [--department ID] | set-roles USER --roles R,R',
  summary: 'List users; make, invite, disable, enable one, set roles',
  options: {
    department: { type: 'string' },
    email: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    roles: { type: 'string' },
    status: { type: 'string' },
  },
  words: [0, 2],
  run: async ({ client, args, terminal }) => {
    const [name = 'list', word] = args.positionals;
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (name === 'list' && word === undefined) {
      await list({ api: await client(), args, terminal });
      return 0;
    }
    if (action === undefined || word === undefined)
      throw new UsageError(`users list, or ${Object.keys(actions).join(', ')} with a user`);
    await action({ api: await client(), args, terminal }, word);
    return 0;
  },
};
