import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Bindable } from './node-function.ts';
import { PrivateBucket } from './private-bucket.ts';
import type { Storage } from './storage.ts';

export interface AuditArchiveProps {
  readonly storage: Storage;
  /** GOVERNANCE: whoever has the right to may remove objects; COMPLIANCE: nobody may, the account's root included. */
  readonly lockMode: string;
  /** How long an object is locked, in days. */
  readonly lockDays: number;
}

/** What keeps the audit log for good: a bucket that takes each object once and locks it, and the key that signs digests. */
export class AuditArchive extends Construct {
  /** Events below `events/`, digests below `digests/`. */
  readonly bucket: PrivateBucket;
  /** Signs digests; never leaves KMS. */
  readonly key: Key;

  constructor(scope: Construct, id: string, { storage, lockMode, lockDays }: AuditArchiveProps) {
    super(scope, id);
    this.bucket = new PrivateBucket(this, 'Bucket', {
      versioned: true, // Object Lock asks for it
      serverAccessLogsBucket: storage.accessLog as IBucket,
      serverAccessLogsPrefix: 'audit/',
    });
    const bucket = this.bucket.node.defaultChild as CfnBucket;
    bucket.objectLockEnabled = true;
    bucket.objectLockConfiguration = {
      objectLockEnabled: 'Enabled',
      rule: { defaultRetention: { mode: lockMode, days: lockDays } },
    };
    this.key = new Key(this, 'Key', {
      description: 'OpenScript: signs the digests of the audit log',
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN, // without it no digest of the past could be verified with AWS's own word
    });
  }

  /** Lets a function put objects below a prefix, on condition that they are new, and tells it the bucket. */
  bindWrite(fn: Bindable<'AUDIT_BUCKET'>, prefix: 'events/' | 'digests/'): void {
    this.#allow(fn, ['s3:PutObject'], this.bucket.arnForObjects(`${prefix}*`));
    fn.set('AUDIT_BUCKET', this.bucket.bucketName);
  }

  /** Lets a function list and read what is there. */
  bindRead(fn: Bindable<'AUDIT_BUCKET'>): void {
    for (const prefix of ['events/*', 'digests/*'])
      this.#allow(fn, ['s3:GetObject'], this.bucket.arnForObjects(prefix));
    this.#allow(fn, ['s3:ListBucket'], this.bucket.bucketArn);
    fn.set('AUDIT_BUCKET', this.bucket.bucketName);
  }

  /** Lets a function read the public key, or sign with the key as well. */
  bindKey(fn: Bindable<'AUDIT_KEY_ID'>, access: 'verify' | 'sign'): void {
    this.#allow(fn, ['kms:GetPublicKey', ...(access === 'sign' ? ['kms:Sign'] : [])], this.key.keyArn);
    fn.set('AUDIT_KEY_ID', this.key.keyArn);
  }

  #allow(fn: Bindable<never>, actions: string[], resource: string): void {
    fn.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions, resources: [resource] }));
  }
}
