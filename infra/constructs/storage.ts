import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type CorsRule, HttpMethods, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Bindable } from './node-function.ts';
import { PrivateBucket } from './private-bucket.ts';

export interface StorageProps {
  /** Origins whose pages may use presigned URLs (the console's). */
  readonly consoleOrigins: string[];
  /** How many days the outputs of a run are kept. */
  readonly artifactDays: number;
}

/** Key patterns (such as `runs/*`) that a function may work on. */
export interface ObjectAccess {
  readonly read?: readonly string[];
  /** Objects by their versions: what a run or a file is pinned to. */
  readonly readVersions?: readonly string[];
  readonly write?: readonly string[];
  readonly remove?: readonly string[];
  /** Older versions for good, where deleting alone would leave them. */
  readonly removeVersions?: readonly string[];
  /** Prefixes (as patterns) whose keys may be listed. */
  readonly list?: readonly string[];
  readonly listVersions?: readonly string[];
}

/** A page of the console may send and fetch objects by presigned URL, and read what the upload answered. */
const corsFor = (origins: string[], methods: HttpMethods[]): CorsRule => ({
  allowedOrigins: origins,
  allowedMethods: methods,
  allowedHeaders: ['content-type', 'content-length', 'x-amz-*'],
  exposedHeaders: ['ETag'],
  maxAge: 3600,
});

const noLeftovers = { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) };

/** The objects: what people upload (`files`) and what runs make (`artifacts`), with their access log. */
export class Storage extends Construct {
  /** Inputs. Versioned, because a run pins the version it was checked with. */
  readonly files: PrivateBucket;
  /** Outputs, logs, manifests and reports of runs, below `runs/<run id>/<attempt>/`. */
  readonly artifacts: PrivateBucket;
  /** Who asked for which object when; kept 90 days. */
  readonly accessLog: PrivateBucket;

  constructor(scope: Construct, id: string, props: StorageProps) {
    super(scope, id);
    this.accessLog = new PrivateBucket(this, 'AccessLog', {
      lifecycleRules: [{ id: 'old-entries', expiration: Duration.days(90) }],
    });
    this.files = new PrivateBucket(this, 'Files', {
      versioned: true,
      events: true,
      cors: [corsFor(props.consoleOrigins, [HttpMethods.PUT, HttpMethods.GET, HttpMethods.HEAD])],
      serverAccessLogsBucket: this.accessLog as IBucket,
      serverAccessLogsPrefix: 'files/',
      lifecycleRules: [
        noLeftovers,
        // Old versions do not expire: a file pins the version that was checked, and a second PUT within the life of its
        // upload URL makes that one noncurrent. Deleting a file removes all its versions.
        { id: 'delete-markers', expiredObjectDeleteMarker: true },
        // But what was replaced or removed in a drop folder by others: the platform itself removes what it took.
        ...['drop/', 'drop-quarantine/'].map((prefix) => ({
          id: `replaced-in-${prefix.slice(0, -1)}`,
          prefix,
          noncurrentVersionExpiration: Duration.days(30),
        })),
      ],
    });
    this.artifacts = new PrivateBucket(this, 'Artifacts', {
      events: true,
      cors: [corsFor(props.consoleOrigins, [HttpMethods.GET, HttpMethods.HEAD])],
      serverAccessLogsBucket: this.accessLog as IBucket,
      serverAccessLogsPrefix: 'artifacts/',
      lifecycleRules: [
        noLeftovers,
        { id: 'masked-copies', prefix: 'masked/', expiration: Duration.days(1) },
        { id: 'old-runs', prefix: 'runs/', expiration: Duration.days(props.artifactDays) },
      ],
    });
  }

  /** Lets a function work on uploaded files and script sources, and tells it the bucket's name. */
  bindFiles(fn: Bindable<'FILES_BUCKET'>, access: ObjectAccess): void {
    grant(fn, this.files, access);
    fn.set('FILES_BUCKET', this.files.bucketName);
  }

  /** Lets the health check ask whether both buckets answer (HeadBucket). */
  bindHealth(fn: Bindable<'FILES_BUCKET' | 'ARTIFACTS_BUCKET'>): void {
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [this.files.bucketArn, this.artifacts.bucketArn],
      }),
    );
    fn.set('FILES_BUCKET', this.files.bucketName);
    fn.set('ARTIFACTS_BUCKET', this.artifacts.bucketName);
  }

  /** Lets a function work on what runs made, and tells it the bucket's name. */
  bindArtifacts(fn: Bindable<'ARTIFACTS_BUCKET'>, access: ObjectAccess): void {
    grant(fn, this.artifacts, access);
    fn.set('ARTIFACTS_BUCKET', this.artifacts.bucketName);
  }
}

const grant = (fn: Bindable<never>, bucket: PrivateBucket, access: ObjectAccess): void => {
  const allow = (actions: string[], keys: readonly string[] = []) => {
    if (keys.length === 0) return;
    const resources = keys.map((key) => bucket.arnForObjects(key));
    fn.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
  };
  allow(['s3:GetObject'], access.read);
  allow(['s3:GetObject', 's3:GetObjectVersion'], access.readVersions);
  allow(['s3:PutObject'], access.write);
  allow(['s3:DeleteObject'], access.remove);
  allow(['s3:DeleteObject', 's3:DeleteObjectVersion'], access.removeVersions);
  const allowListing = (action: string, prefixes: readonly string[] = []) => {
    if (prefixes.length === 0) return;
    // IfExists: asking for an object that is not there names no prefix, and is only told so by who may list.
    const conditions = { StringLikeIfExists: { 's3:prefix': prefixes } };
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: [action], resources: [bucket.bucketArn], conditions }),
    );
  };
  allowListing('s3:ListBucket', access.list);
  allowListing('s3:ListBucketVersions', access.listVersions);
};
