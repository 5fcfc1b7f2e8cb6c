import { RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/**
 * A presigned URL older than this is refused whatever expiry it claims, in milliseconds: two hours, for the longest
 * run (one hour by the script contract) with its start and the upload of its outputs.
 */
export const MAX_SIGNATURE_AGE_MS = 2 * 60 * 60 * 1000;

/** What a bucket may choose; the rest is the same for all. */
export type PrivateBucketProps = Pick<
  BucketProps,
  | 'versioned'
  | 'cors'
  | 'lifecycleRules'
  | 'serverAccessLogsBucket'
  | 'serverAccessLogsPrefix'
  | 'removalPolicy'
> & {
  /** Whether "Object Created" events go to EventBridge. @default false */
  readonly events?: boolean;
};

/** A bucket that nobody reaches without TLS 1.2, a permission and a fresh signature. */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, { events = false, ...props }: PrivateBucketProps) {
    super(scope, id, {
      removalPolicy: RemovalPolicy.RETAIN,
      ...props,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
    });
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'RefuseOldSignatures',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
        resources: [this.arnForObjects('*')],
        conditions: { NumericGreaterThan: { 's3:signatureAge': String(MAX_SIGNATURE_AGE_MS) } },
      }),
    );
    // On the L1: the L2's `eventBridgeEnabled` is a custom resource, whose function needs more than the emulator has.
    if (events)
      (this.node.defaultChild as CfnBucket).notificationConfiguration = {
        eventBridgeConfiguration: { eventBridgeEnabled: true },
      };
  }
}
