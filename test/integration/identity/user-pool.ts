import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { roles } from '../../../functions/platform/permissions.ts';
import { tableShape } from '../../../functions/platform/table.ts';

const root = join(import.meta.dirname, '../../..');
const READY_MS = 30_000;
/** What the deployment made for the first administrator. */
export const SETUP_CODE = 'a code of the deployment';

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/_ministack/health`).then(
    (response) => response.ok,
    () => false,
  );

const stop = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

/** The AWS APIs of one machine on a free port, and what identity needs in them. */
export interface UserPoolStage {
  /** What the identity function reads, as its stack sets it. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Starts the emulator in a folder of its own and makes table, user pool, client, groups and secret. */
export const openUserPoolStage = async (): Promise<UserPoolStage> => {
  const home = await mkdtemp(join(tmpdir(), 'openscript-identity-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    join(root, '.venv/bin/python'),
    ['-m', 'emulator', '--port', String(port), '--home', home],
    { cwd: join(root, 'local'), stdio: 'ignore' },
  );
  const close = async () => {
    await stop(child);
    await rm(home, { recursive: true, force: true });
  };
  try {
    for (const end = Date.now() + READY_MS; !(await answers(url)); ) {
      if (child.exitCode !== null || Date.now() > end) throw new Error('the emulator does not start');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return { environment: await makeResources(url), close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
};

const makeTable = async (client: DynamoDBClient): Promise<string> => {
  const keysOf = (prefix: string) => [
    { AttributeName: `${prefix}pk`, KeyType: 'HASH' as const },
    { AttributeName: `${prefix}sk`, KeyType: 'RANGE' as const },
  ];
  const prefixes = ['', ...tableShape.indexes];
  await client.send(
    new CreateTableCommand({
      TableName: 'openscript',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: prefixes.flatMap((prefix) =>
        keysOf(prefix).map(({ AttributeName }) => ({ AttributeName, AttributeType: 'S' as const })),
      ),
      KeySchema: keysOf(''),
      GlobalSecondaryIndexes: tableShape.indexes.map((index) => ({
        IndexName: index,
        KeySchema: keysOf(index),
        Projection: { ProjectionType: 'ALL' as const },
      })),
    }),
  );
  return 'openscript';
};

const makeUserPool = async (client: CognitoIdentityProviderClient) => {
  const { UserPool } = await client.send(
    new CreateUserPoolCommand({
      PoolName: 'openscript',
      // Length is the rule; classes are off, as in the stack.
      Policies: {
        PasswordPolicy: {
          MinimumLength: 6,
          RequireLowercase: false,
          RequireNumbers: false,
          RequireSymbols: false,
          RequireUppercase: false,
        },
      },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    }),
  );
  const UserPoolId = UserPool?.Id ?? '';
  for (const GroupName of roles) await client.send(new CreateGroupCommand({ UserPoolId, GroupName }));
  const { UserPoolClient } = await client.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'api',
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
    }),
  );
  return { USER_POOL_ID: UserPoolId, USER_POOL_CLIENT_ID: UserPoolClient?.ClientId ?? '' };
};

const makeResources = async (endpoint: string): Promise<Record<string, string>> => {
  const options = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const secrets = new SecretsManagerClient(options);
  const makeSecret = async (Name: string, SecretString: string): Promise<string> =>
    (await secrets.send(new CreateSecretCommand({ Name, SecretString }))).ARN ?? '';
  return {
    TABLE_NAME: await makeTable(new DynamoDBClient(options)),
    ...(await makeUserPool(new CognitoIdentityProviderClient(options))),
    CURSOR_SECRET_ARN: await makeSecret('cursors', 'a secret of the tests'),
    SETUP_SECRET_ARN: await makeSecret('setup', SETUP_CODE),
    IDENTITY_SECRET_ARN: await makeSecret('identity', 'another secret of the tests'),
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    SELF_REGISTRATION: 'true',
    DEFAULT_ROLES: 'operator,author',
    PASSWORD_MIN_LENGTH: '6',
    SECURE_COOKIES: 'false',
  };
};
