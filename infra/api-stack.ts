import { CfnCondition, CfnOutput, Duration, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { auditRoutes } from '../functions/audit/contract.ts';
import { directoryRoutes } from '../functions/directory/contract.ts';
import { dropFoldersRoutes } from '../functions/drop-folders/contract.ts';
import { federationRoutes } from '../functions/federation/contract.ts';
import { filesRoutes } from '../functions/files/contract.ts';
import { identityRoutes } from '../functions/identity/contract.ts';
import { imBridgeRoutes } from '../functions/im-bridge/contract.ts';
import { permissionsRoutes } from '../functions/permissions/contract.ts';
import { queueRoutes } from '../functions/queue/contract.ts';
import { runsRoutes } from '../functions/runs/contract.ts';
import { schedulesRoutes } from '../functions/schedules/contract.ts';
import { scriptsRoutes } from '../functions/scripts/contract.ts';
import { systemRoutes } from '../functions/system/contract.ts';
import { webhooksRoutes } from '../functions/webhooks/contract.ts';
import type { AuditStack } from './audit-stack.ts';
import { ApiFunctions } from './constructs/api-functions.ts';
import { DirectorySweep } from './constructs/directory-sweep.ts';
import type { DomainEvents } from './constructs/domain-events.ts';
import type { DropIntake } from './constructs/drop-intake.ts';
import type { EventConsumer } from './constructs/event-consumer.ts';
import { FederationSettings } from './constructs/federation-settings.ts';
import type { IdentitySecret } from './constructs/identity-secret.ts';
import type { ImBridge } from './constructs/im-bridge.ts';
import { MailSender } from './constructs/mail-sender.ts';
import type { MainTable } from './constructs/main-table.ts';
import { MessengerApps } from './constructs/messenger-apps.ts';
import type { Bindable } from './constructs/node-function.ts';
import { PlatformApi } from './constructs/platform-api.ts';
import type { PlatformFunction } from './constructs/platform-function.ts';
import { inspectScriptCode, previewFileCode } from './constructs/python-code.ts';
import { PythonFunction } from './constructs/python-function.ts';
import type { RunMachine } from './constructs/run-machine.ts';
import type { RunnerTask } from './constructs/runner-task.ts';
import { SetupCode } from './constructs/setup-code.ts';
import type { SigningSecret } from './constructs/signing-secret.ts';
import type { Storage } from './constructs/storage.ts';
import { SESSION_DAYS, type UserDirectory } from './constructs/user-directory.ts';
import { WebhookDeliveries } from './constructs/webhook-deliveries.ts';
import type { WebhookSecret } from './constructs/webhook-secret.ts';
import { stageValues } from './stage-values.ts';

export interface ApiStackProps extends StackProps {
  readonly table: MainTable;
  readonly storage: Storage;
  readonly cursorSecret: SigningSecret;
  readonly webhookSecret: WebhookSecret;
  readonly identitySecret: IdentitySecret;
  readonly users: UserDirectory;
  readonly bridge: ImBridge;
  readonly machine: RunMachine;
  readonly task: RunnerTask;
  readonly drops: DropIntake;
  readonly events: DomainEvents;
  readonly auditing: Pick<AuditStack, 'archive' | 'onDigest'>;
}

/** The HTTP API and the functions behind it. */
export class ApiStack extends Stack {
  /** Routes and stage. */
  readonly api: PlatformApi;
  /** One per domain. */
  readonly functions: ApiFunctions;
  /** Reads parameters and errors from a script's source, without executing it. */
  readonly inspectScript: PythonFunction;
  /** Reads the first rows of a workbook it gets a presigned URL of. */
  readonly previewFile: PythonFunction;
  /** Copies a table file without masked columns, from one presigned URL to another. */
  readonly maskFile: PythonFunction;
  /** What is left of webhook deliveries. */
  readonly deliveries: WebhookDeliveries;
  /** What works on events, each with its dead letters. */
  readonly consumers: readonly EventConsumer[];
  /** All functions of this stack. */
  readonly all: readonly PlatformFunction[];

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    const {
      table,
      storage,
      cursorSecret,
      webhookSecret,
      identitySecret,
      users,
      bridge,
      machine,
      task,
      events,
      drops,
      auditing,
      ...stackProps
    } = props;
    super(scope, id, { ...stackProps, description: 'OpenScript: the HTTP API' });
    const defaultLanguage = stageValues.defaultLanguage(this);
    this.functions = new ApiFunctions(this, 'Functions', { table, cursorSecret, users, defaultLanguage });
    const { identity, directory, permissions, federation, imBridge, scripts, files } = this.functions;
    const { runs, queue, schedules, dropFolders, webhooks, audit, system } = this.functions;

    users.grantAdministration(identity);
    users.grantManagement(directory);
    const passwordMinLength = stageValues.passwordMinLength(this);
    directory.set('PASSWORD_MIN_LENGTH', passwordMinLength);
    const mail = new MailSender(this, 'Mail');
    mail.bind(directory);
    identity.set('SELF_REGISTRATION', stageValues.selfRegistration(this));
    identity.set('DEFAULT_ROLES', stageValues.defaultRoles(this));
    identity.set('SETUP_CODE', stageValues.setupCode(this));
    const setupCode = new SetupCode(this, 'SetupSecret');
    setupCode.bind(identity);
    identity.set('PASSWORD_MIN_LENGTH', passwordMinLength);
    const secureCookies = stageValues.secureCookies(this);
    identity.set('SECURE_COOKIES', secureCookies);
    const sessionIdleMinutes = stageValues.sessionIdleMinutes(this);
    const maxSessions = stageValues.maxSessions(this);
    for (const fn of [identity, federation]) {
      fn.set('SESSION_DAYS', String(SESSION_DAYS));
      fn.set('SESSION_IDLE_MINUTES', sessionIdleMinutes);
      fn.set('MAX_SESSIONS', maxSessions);
    }
    identity.set('PASSWORD_MAX_DAYS', stageValues.passwordMaxDays(this));
    identity.set('ACTIVATION', stageValues.activation(this));
    identity.set('MFA_ROLES', stageValues.mfaRoles(this));
    identitySecret.bind(identity);
    mail.bind(identity);

    users.grantLinking(federation);
    const apps = new MessengerApps(this, 'Messengers');
    const settings = new FederationSettings(this, 'Federation', { apps });
    settings.bind(federation);
    settings.bindAddresses(imBridge);
    bridge.bind(imBridge);
    apps.bind(imBridge);
    federation.set('SECURE_COOKIES', secureCookies);

    this.inspectScript = new PythonFunction(this, 'InspectScript', {
      description: 'Reads parameters and errors from a script’s source, without executing it',
      code: inspectScriptCode(),
      handler: 'runner.contract.lambda_handler.handler',
      memory: 512,
      timeout: Duration.seconds(10),
    });
    this.inspectScript.bind(scripts, 'INSPECT_FUNCTION');
    storage.bindFiles(scripts, { read: ['scripts/*'], write: ['scripts/*'] });

    this.previewFile = new PythonFunction(this, 'PreviewFile', {
      description: 'Reads the first rows of a workbook by a presigned URL',
      code: previewFileCode(this),
      handler: 'preview.handler.handler',
      memory: 1769, // one CPU: parsing is all it does
      timeout: Duration.seconds(25), // 10 s to fetch, 12 s to read,
    });
    this.previewFile.bind(files, 'PREVIEW_FUNCTION');
    this.maskFile = new PythonFunction(this, 'MaskFile', {
      description: 'Copies a table without masked columns, from one presigned URL to another',
      code: previewFileCode(this),
      handler: 'preview.mask_handler.handler',
      memory: 1769,
      timeout: Duration.seconds(28), // 10 s to fetch, 16 s to rewrite
    });
    for (const fn of [files, runs]) this.maskFile.bind(fn, 'MASK_FUNCTION');
    storage.bindArtifacts(files, { read: ['masked/*'], write: ['masked/*'], list: ['masked/*'] });
    storage.bindFiles(files, {
      readVersions: ['files/*'],
      write: ['files/*'],
      removeVersions: ['files/*'],
      list: ['files/*'],
      listVersions: ['files/*'],
    });

    machine.bindStart(runs);
    machine.bindStart(queue);
    task.bindStop(runs);
    storage.bindFiles(runs, {});
    storage.bindArtifacts(runs, {
      read: ['runs/*', 'outcomes/*', 'masked/*'],
      write: ['masked/*'],
      remove: ['runs/*'],
      list: ['runs/*', 'outcomes/*', 'masked/*'],
    });
    drops.bindSend(dropFolders);
    storage.bindFiles(dropFolders, {
      readVersions: ['drop/*', 'drop-quarantine/*'],
      write: ['drop/*'],
      removeVersions: ['drop/*', 'drop-quarantine/*'],
      list: ['drop/*', 'drop-quarantine/*'],
      listVersions: ['drop/*', 'drop-quarantine/*'],
    });
    machine.bindStart(schedules);
    users.bindLookup(schedules);
    events.bind(schedules);
    storage.bindFiles(schedules, {});
    this.#bindPublicEndpoint(files, runs, dropFolders);
    this.deliveries = new WebhookDeliveries(this, 'Webhooks', {
      api: webhooks,
      table,
      storage,
      users,
      machine,
      secret: webhookSecret,
    });
    const swept = new DirectorySweep(this, 'Directory', { table, users });
    new CfnOutput(this, 'SweepDirectoryFunction', { value: swept.sweep.lambda.functionName });
    this.consumers = [this.deliveries.consumer, swept.consumer];
    auditing.archive.bindRead(audit);
    auditing.archive.bindKey(audit, 'verify');
    auditing.onDigest.grantInvoke(audit);
    audit.set('DIGEST_FUNCTION', auditing.onDigest.lambda.functionName);
    storage.bindHealth(system);
    machine.bindHealth(system);

    const domains = [
      identity,
      directory,
      permissions,
      federation,
      imBridge,
      scripts,
      files,
      runs,
      queue,
      schedules,
      dropFolders,
      webhooks,
      audit,
      system,
    ];
    this.all = [
      ...domains,
      this.inspectScript,
      this.previewFile,
      this.maskFile,
      this.deliveries.finish,
      swept.sweep,
    ];
    this.api = new PlatformApi(this, 'Api', { users });
    this.api.add(identityRoutes, identity);
    this.api.add(directoryRoutes, directory);
    this.api.add(permissionsRoutes, permissions);
    this.api.add(federationRoutes, federation);
    this.api.add(imBridgeRoutes, imBridge);
    this.api.add(scriptsRoutes, scripts);
    this.api.add(filesRoutes, files);
    this.api.add(runsRoutes, runs);
    this.api.add(queueRoutes, queue);
    this.api.add(dropFoldersRoutes, dropFolders);
    this.api.add(schedulesRoutes, schedules);
    this.api.add(webhooksRoutes, webhooks);
    this.api.add(auditRoutes, audit);
    this.api.add(systemRoutes, system);
    new CfnOutput(this, 'ApiId', { value: this.api.api.apiId });
    new CfnOutput(this, 'SetupCodeSecret', { value: setupCode.secret.secretArn });
    new CfnOutput(this, 'ApiUrl', { value: this.api.api.apiEndpoint });
  }

  /** Not set at all when empty, so that on one machine the emulator's own environment may say it. */
  #bindPublicEndpoint(...functions: readonly Bindable<'PUBLIC_S3_ENDPOINT'>[]): void {
    const endpoint = stageValues.publicS3Endpoint(this);
    const given = new CfnCondition(this, 'HasPublicS3Endpoint', {
      expression: Fn.conditionNot(Fn.conditionEquals(endpoint, '')),
    });
    const value = Fn.conditionIf(given.logicalId, endpoint.valueAsString, Fn.ref('AWS::NoValue')).toString();
    for (const fn of functions) fn.set('PUBLIC_S3_ENDPOINT', value);
  }
}
