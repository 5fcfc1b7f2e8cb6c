import { platformAddress } from '../address.ts';
import { type ApiClient, makeApiClient } from '../api-client.ts';
import type { Command, CommandSession } from '../command.ts';
import { credentialsFile, openCredentialStore } from '../credentials.ts';
import { UsageError } from '../failure.ts';
import type { ApiData } from '../routes.ts';

const storeOf = ({ terminal }: CommandSession) => openCredentialStore(credentialsFile(terminal.env));

/** Answers challenges until there are tokens. */
const answerChallenges = async (
  client: ApiClient,
  username: string,
  first: ApiData<'login'>,
  { terminal }: CommandSession,
) => {
  let answer = first;
  while ('challenge' in answer) {
    const { challenge, session, setup } = answer;
    if (setup !== undefined)
      terminal.err(
        `your role needs a second factor: put this secret into an authenticator app\n${setup.secret}\n${setup.uri}`,
      );
    const part =
      challenge === 'new_password'
        ? { new_password: await terminal.readSecret('New password: ') }
        : { code: await terminal.readSecret('Code of the authenticator app: ') };
    answer = await client.call('answerChallenge', { body: { session, username, ...part } });
  }
  if (answer.recovery_codes !== undefined)
    terminal.err(`recovery codes, shown this once:\n${answer.recovery_codes.join('\n')}`);
  return answer;
};

export const login: Command = {
  usage: '[--url URL] --username NAME',
  summary: 'Sign in; asks for the password, or takes $OPENSCRIPT_PASSWORD or a line of standard input',
  options: { url: { type: 'string' }, username: { type: 'string', short: 'u' } },
  words: [0, 0],
  run: async (session) => {
    const { args, terminal } = session;
    const store = storeOf(session);
    const username = args.one('username') ?? terminal.env.OPENSCRIPT_USERNAME;
    if (username === undefined) throw new UsageError('--username is missing');
    const known = await store.load().catch(() => undefined);
    const typed = args.one('url') ?? terminal.env.OPENSCRIPT_URL ?? known?.url ?? 'http://localhost:8000';
    const url = platformAddress(typed);
    const client = makeApiClient({ url, terminal });
    const password =
      terminal.env.OPENSCRIPT_PASSWORD ?? (await terminal.readSecret(`Password of ${username}: `));
    const first = await client.call('login', { body: { username, password } });
    const { access_token, refresh_token } = await answerChallenges(client, username, first, session);
    await store.save({ url, username, access_token, refresh_token });
    terminal.out(`signed in at ${url} as ${username}`);
    return 0;
  },
};

export const logout: Command = {
  usage: '',
  summary: 'End this session, on the platform too',
  words: [0, 0],
  run: async (session) => {
    const client = await session.client();
    try {
      await client.call('logout', { body: {} });
    } finally {
      await storeOf(session).remove();
    }
    session.terminal.out('signed out');
    return 0;
  },
};

export const whoami: Command = {
  usage: '',
  summary: 'Who is signed in, with which roles and permissions',
  words: [0, 0],
  run: async ({ client, args, terminal }) => {
    const me = await (await client()).call('showMe', {});
    terminal.out(
      args.flag('json')
        ? JSON.stringify(me, null, 2)
        : `${me.username} (${me.roles.join(', ')})\n${me.permissions.join('\n')}`,
    );
    return 0;
  },
};
