import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { onAuditEventEnvironment, onDigestEnvironment } from '../functions/audit/environment.ts';
import { AuditArchive } from './constructs/audit-archive.ts';
import { EventConsumer } from './constructs/event-consumer.ts';
import type { MainTable } from './constructs/main-table.ts';
import { NodeFunction } from './constructs/node-function.ts';
import type { PlatformFunction } from './constructs/platform-function.ts';
import type { Storage } from './constructs/storage.ts';
import { StreamConsumer } from './constructs/stream-consumer.ts';
import { stageValues } from './stage-values.ts';

export interface AuditStackProps extends StackProps {
  readonly table: MainTable;
  readonly storage: Storage;
}

/** From a row of the audit log to a locked object and a signed digest. */
export class AuditStack extends Stack {
  /** Bucket and key. */
  readonly archive: AuditArchive;
  /** Makes digests. */
  readonly onDigest: NodeFunction<typeof onDigestEnvironment>;
  /** What copies events to the bucket. */
  readonly copied: StreamConsumer;
  /** All functions of this stack. */
  readonly all: readonly PlatformFunction[];
  /** What works on events, each with its dead letters. */
  readonly consumers: readonly Pick<EventConsumer, 'node' | 'deadLetters'>[];

  constructor(scope: Construct, id: string, { table, storage, ...props }: AuditStackProps) {
    super(scope, id, {
      ...props,
      terminationProtection: true,
      description: 'OpenScript: the archive of the audit log',
    });
    this.archive = new AuditArchive(this, 'Archive', {
      storage,
      lockMode: stageValues.auditLockMode(this),
      lockDays: stageValues.auditLockDays(this),
    });
    const onAuditEvent = new NodeFunction(this, 'OnAuditEvent', {
      description: 'Copies audit events to the locked bucket',
      environment: onAuditEventEnvironment,
      memory: 512,
      timeout: Duration.minutes(1),
    });
    this.archive.bindWrite(onAuditEvent, 'events/');
    this.copied = new StreamConsumer(this, 'AuditEvents', {
      consumer: onAuditEvent,
      table,
      entity: 'audit_event',
      gather: Duration.seconds(5), // an object for each batch: fewer of them
    });
    this.onDigest = new NodeFunction(this, 'OnDigest', {
      description: 'Signs what has come to the audit log',
      environment: onDigestEnvironment,
      memory: 512,
      timeout: Duration.minutes(5),
    });
    this.archive.bindRead(this.onDigest);
    this.archive.bindWrite(this.onDigest, 'digests/');
    this.archive.bindKey(this.onDigest, 'sign');
    this.consumers = [
      this.copied,
      new EventConsumer(this, 'Digest', {
        consumer: this.onDigest,
        description: 'Every hour: sign the audit log',
        on: { schedule: Schedule.cron({ minute: '0' }) },
      }),
    ];
    this.all = [onAuditEvent, this.onDigest];
    new CfnOutput(this, 'AuditBucket', { value: this.archive.bucket.bucketName });
    new CfnOutput(this, 'AuditKey', { value: this.archive.key.keyArn });
    new CfnOutput(this, 'DigestFunction', { value: this.onDigest.lambda.functionName });
  }
}
