import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DomainEvents } from './constructs/domain-events.ts';
import { MainTable } from './constructs/main-table.ts';
import { SigningSecret } from './constructs/signing-secret.ts';
import { Storage } from './constructs/storage.ts';
import { WebhookSecret } from './constructs/webhook-secret.ts';
import { stageValues } from './stage-values.ts';

/** What must survive everything: the table, the objects, the secret that signs cursors; and the bus. */
export class DataStack extends Stack {
  /** Users' sessions, scripts, files, runs: the one table. */
  readonly table: MainTable;
  /** Uploaded files and what runs made. */
  readonly storage: Storage;
  /** Signs the cursors of lists. */
  readonly cursorSecret: SigningSecret;
  /** From which the keys of webhooks are derived. */
  readonly webhookSecret: WebhookSecret;

  /** What happens on the platform, for whoever listens. */
  readonly events: DomainEvents;

  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, {
      ...props,
      terminationProtection: true,
      description: 'OpenScript: table, buckets, secret, bus',
    });
    this.table = new MainTable(this, 'Main');
    this.storage = new Storage(this, 'Storage', {
      consoleOrigins: stageValues.consoleOrigins(this),
      artifactDays: stageValues.artifactDays(this),
    });
    this.cursorSecret = new SigningSecret(this, 'CursorSecret');
    this.events = new DomainEvents(this, 'Events');
    this.webhookSecret = new WebhookSecret(this, 'WebhookSecret');
    new CfnOutput(this, 'TableName', { value: this.table.table.tableName });
    new CfnOutput(this, 'FilesBucket', { value: this.storage.files.bucketName });
    new CfnOutput(this, 'ArtifactsBucket', { value: this.storage.artifacts.bucketName });
    new CfnOutput(this, 'EventBus', { value: this.events.bus.eventBusName });
  }
}
