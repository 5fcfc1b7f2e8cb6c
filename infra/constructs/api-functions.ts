import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { z } from 'zod';
import { auditApiEnvironment } from '../../functions/audit/environment.ts';
import { directoryEnvironment } from '../../functions/directory/environment.ts';
import { dropFoldersEnvironment } from '../../functions/drop-folders/environment.ts';
import { federationEnvironment } from '../../functions/federation/environment.ts';
import { filesEnvironment } from '../../functions/files/environment.ts';
import { identityEnvironment } from '../../functions/identity/environment.ts';
import { imBridgeEnvironment } from '../../functions/im-bridge/environment.ts';
import { permissionsEnvironment } from '../../functions/permissions/environment.ts';
import { queueApiEnvironment } from '../../functions/queue/environment.ts';
import { runsApiEnvironment } from '../../functions/runs/environment.ts';
import { schedulesApiEnvironment } from '../../functions/schedules/environment.ts';
import { scriptsEnvironment } from '../../functions/scripts/environment.ts';
import { systemEnvironment } from '../../functions/system/environment.ts';
import { webhooksEnvironment } from '../../functions/webhooks/environment.ts';
import type { NodeEntry } from './bundling.ts';
import type { MainTable } from './main-table.ts';
import { NodeFunction } from './node-function.ts';
import type { SigningSecret } from './signing-secret.ts';
import type { UserDirectory } from './user-directory.ts';

export interface ApiFunctionsProps {
  readonly table: MainTable;
  readonly cursorSecret: SigningSecret;
  readonly users: UserDirectory;
  /** Language of messages when the caller names none. */
  readonly defaultLanguage: string;
}

/** More than half a CPU: a cold start loads its bundle in a fraction of a second. */
const MEMORY = 1024;
/** HTTP APIs wait 30 s; a long poll ends at 25 s. */
const TIMEOUT = Duration.seconds(29);

/** One function for each domain of the API. What each works with beyond the table and the users, its stack binds. */
export class ApiFunctions extends Construct {
  readonly identity: NodeFunction<typeof identityEnvironment>;
  readonly directory: NodeFunction<typeof directoryEnvironment>;
  readonly permissions: NodeFunction<typeof permissionsEnvironment>;
  readonly federation: NodeFunction<typeof federationEnvironment>;
  readonly imBridge: NodeFunction<typeof imBridgeEnvironment>;
  readonly scripts: NodeFunction<typeof scriptsEnvironment>;
  readonly files: NodeFunction<typeof filesEnvironment>;
  readonly runs: NodeFunction<typeof runsApiEnvironment>;
  readonly queue: NodeFunction<typeof queueApiEnvironment>;
  readonly dropFolders: NodeFunction<typeof dropFoldersEnvironment>;
  readonly schedules: NodeFunction<typeof schedulesApiEnvironment>;
  readonly webhooks: NodeFunction<typeof webhooksEnvironment>;
  readonly audit: NodeFunction<typeof auditApiEnvironment>;
  readonly system: NodeFunction<typeof systemEnvironment>;

  constructor(
    scope: Construct,
    id: string,
    { table, cursorSecret, users, defaultLanguage }: ApiFunctionsProps,
  ) {
    super(scope, id);
    const make = <Schema extends z.ZodObject>(name: NodeEntry, description: string, environment: Schema) =>
      new NodeFunction(this, name, { description, environment, memory: MEMORY, timeout: TIMEOUT });
    this.identity = make('IdentityApi', 'Signing in, sessions, users', identityEnvironment);
    this.directory = make('DirectoryApi', 'Users, departments and groups', directoryEnvironment);
    this.permissions = make('PermissionsApi', 'Roles, policies and grants', permissionsEnvironment);
    this.federation = make('FederationApi', 'Signing in through other providers', federationEnvironment);
    this.imBridge = make('ImBridgeApi', 'Messengers as OpenID providers', imBridgeEnvironment);
    this.scripts = make('ScriptsApi', 'Scripts and their versions', scriptsEnvironment);
    this.files = make('FilesApi', 'Files: upload, list, download', filesEnvironment);
    this.runs = make('RunsApi', 'Runs: start, show, cancel, logs, artifacts', runsApiEnvironment);
    this.queue = make('QueueApi', 'The queue: slots, who waits, limits', queueApiEnvironment);
    this.dropFolders = make('DropFoldersApi', 'Drop folders, their sets and strays', dropFoldersEnvironment);
    this.schedules = make('SchedulesApi', 'Schedules, their ticks and calendars', schedulesApiEnvironment);
    this.webhooks = make('WebhooksApi', 'Webhooks and what is delivered to them', webhooksEnvironment);
    this.audit = make('AuditApi', 'The audit log: search, export, archive', auditApiEnvironment);
    this.system = make('SystemApi', 'Health and the description of this API', systemEnvironment);
    const { identity, directory, permissions, federation, imBridge, scripts, files } = this;
    const { runs, queue, dropFolders, schedules, webhooks, audit } = this;
    const accounts = [identity, directory, permissions, federation, imBridge];
    for (const fn of [...accounts, scripts, files, runs, queue, dropFolders, schedules, webhooks, audit]) {
      table.bind(fn, 'read and write');
      users.bind(fn);
      cursorSecret.bind(fn);
      fn.set('DEFAULT_LANGUAGE', defaultLanguage);
    }
    table.bind(this.system, 'read');
    this.system.set('USER_POOL_ID', users.pool.userPoolId);
    this.system.set('DEFAULT_LANGUAGE', defaultLanguage);
  }
}
