import { describe } from 'vitest';
import { tableShape } from '../../functions/platform/table-shape.ts';
import { at, everywhere, named, ofType, only, prove, rewrite, unless, words } from './facts.ts';
import { synthesize, type Templates } from './templates.ts';

const templates = synthesize();
const table = ({ Data }: Templates) => only(Data, 'AWS::DynamoDB::Table').Properties;
const buckets = (all: Templates) => everywhere(all, 'AWS::S3::Bucket');
const files = ({ Data }: Templates) => named(Data, 'StorageFiles').Properties;
const artifacts = ({ Data }: Templates) => named(Data, 'StorageArtifacts').Properties;

describe('the table', () => {
  prove(
    templates,
    'has the keys, indexes and TTL that the stores share',
    (all) => {
      const { KeySchema, GlobalSecondaryIndexes, TimeToLiveSpecification } = table(all);
      const keys = (pk: string, sk: string) =>
        words([
          { AttributeName: pk, KeyType: 'HASH' },
          { AttributeName: sk, KeyType: 'RANGE' },
        ]);
      const indexes = (
        GlobalSecondaryIndexes as { IndexName: string; KeySchema: unknown; Projection: unknown }[]
      ).map(({ IndexName, KeySchema: schema, Projection }) => words([IndexName, schema, Projection]));
      const wanted = tableShape.indexes.map(
        (index) => `["${index}",${keys(`${index}pk`, `${index}sk`)},{"ProjectionType":"ALL"}]`,
      );
      return [
        ...unless(words(KeySchema) === keys(tableShape.partitionKey, tableShape.sortKey), 'keys'),
        ...unless(words(indexes) === words(wanted), 'indexes'),
        ...unless(at(TimeToLiveSpecification, 'AttributeName') === tableShape.ttl, 'ttl'),
      ];
    },
    {
      'with another sort key': (all) => Object.assign(table(all), { KeySchema: [] }),
      'without an index': (all) => Object.assign(table(all), { GlobalSecondaryIndexes: [] }),
      'without TTL': (all) => Object.assign(table(all), { TimeToLiveSpecification: undefined }),
    },
  );

  prove(
    templates,
    'is billed by request, streamed, restorable, protected and kept',
    (all) => [
      ...unless(table(all).BillingMode === 'PAY_PER_REQUEST', 'billing'),
      ...unless(at(table(all), 'StreamSpecification.StreamViewType') === 'NEW_AND_OLD_IMAGES', 'stream'),
      ...unless(
        at(table(all), 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled') === true,
        'recovery',
      ),
      ...unless(table(all).DeletionProtectionEnabled === true, 'deletion protection'),
      ...unless(only(all.Data, 'AWS::DynamoDB::Table').DeletionPolicy === 'Retain', 'retained'),
    ],
    {
      'without recovery': (all) => Object.assign(table(all), { PointInTimeRecoverySpecification: {} }),
      'without protection': (all) => Object.assign(table(all), { DeletionProtectionEnabled: false }),
      'with provisioned capacity': (all) => Object.assign(table(all), { BillingMode: 'PROVISIONED' }),
    },
  );
});

describe('every bucket', () => {
  prove(
    templates,
    'blocks public access, has an owner, and is encrypted',
    (all) =>
      buckets(all).flatMap(([id, { Properties }]) => [
        ...unless(
          words(Properties.PublicAccessBlockConfiguration) ===
            '{"BlockPublicAcls":true,"BlockPublicPolicy":true,"IgnorePublicAcls":true,"RestrictPublicBuckets":true}',
          `${id}: public access`,
        ),
        ...unless(
          at(Properties, 'OwnershipControls.Rules.0.ObjectOwnership') === 'BucketOwnerEnforced',
          `${id}: ACLs`,
        ),
        ...unless(words(Properties.BucketEncryption ?? '').includes('AES256'), `${id}: encryption`),
      ]),
    {
      'with one public': (all) => Object.assign(files(all), { PublicAccessBlockConfiguration: {} }),
      'with ACLs': (all) => Object.assign(artifacts(all), { OwnershipControls: {} }),
    },
  );

  const denials = (all: Templates) =>
    everywhere(all, 'AWS::S3::BucketPolicy').map(([id, { Properties }]) => ({
      id,
      bucket: words(Properties.Bucket),
      text: words(at(Properties, 'PolicyDocument.Statement')),
    }));
  const refusing = (condition: string) => (all: Templates) => {
    const policies = denials(all);
    return [
      ...unless(policies.length === buckets(all).length, 'a bucket without a policy'),
      ...policies.flatMap(({ id, text }) => unless(text.includes(condition), `${id}: ${condition}`)),
    ];
  };
  const withoutCondition =
    (condition: string) =>
    ({ Data }: Templates): void => {
      const [, policy] = ofType(Data, 'AWS::S3::BucketPolicy')[0] ?? [];
      if (policy !== undefined) rewrite(policy, condition, '"nothing":0');
    };
  for (const condition of [
    '"aws:SecureTransport":"false"',
    '"s3:TlsVersion":1.2',
    '"s3:signatureAge":"7200000"',
  ])
    prove(templates, `denies what ${condition} says`, refusing(condition), {
      'when a policy does not': withoutCondition(condition),
      'when a bucket has none': (all) => {
        const [id] = ofType(all.Console, 'AWS::S3::BucketPolicy')[0] ?? [];
        if (id !== undefined) delete all.Console?.Resources[id];
      },
    });
});

describe('uploads and outputs', () => {
  prove(
    templates,
    'lose no version of a file by age: files are pinned to the version that was checked',
    (all) => {
      const rules = words(files(all).LifecycleConfiguration);
      // What was replaced in a drop folder is nobody's file.
      const others = (at(files(all).LifecycleConfiguration, 'Rules') as { Prefix?: string }[]).filter(
        ({ Prefix = '' }) => !/^drop(-quarantine)?\/$/.test(Prefix),
      );
      return [
        ...unless(!words(others).includes('NoncurrentVersion'), 'older versions expire'),
        ...unless(!/"Expiration(InDays|Date)"/.test(rules), 'files expire'),
        ...unless(
          words(artifacts(all).LifecycleConfiguration).includes(
            '"ExpirationInDays":{"Ref":"ArtifactDays"},"Id":"old-runs","Prefix":"runs/"',
          ),
          'outputs of runs',
        ),
      ];
    },
    {
      'when older versions expire': (all) =>
        Object.assign(files(all), {
          LifecycleConfiguration: { Rules: [{ NoncurrentVersionExpiration: { NoncurrentDays: 30 } }] },
        }),
      'when outcomes expire with outputs': ({ Data }) =>
        rewrite(named(Data, 'StorageArtifacts'), '"Prefix":"runs/"', '"Prefix":""'),
    },
  );

  prove(
    templates,
    'are announced to EventBridge, logged and swept',
    (all) =>
      [files(all), artifacts(all)].flatMap((bucket, index) => [
        ...unless(
          at(bucket, 'NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled') === true,
          `events ${index}`,
        ),
        ...unless(at(bucket, 'LoggingConfiguration.DestinationBucketName') !== undefined, `log ${index}`),
        ...unless(
          words(bucket.LifecycleConfiguration).includes(
            '"AbortIncompleteMultipartUpload":{"DaysAfterInitiation":1}',
          ),
          `unfinished uploads ${index}`,
        ),
      ]),
    {
      'without events': (all) => Object.assign(artifacts(all), { NotificationConfiguration: {} }),
      'without a log': (all) => Object.assign(files(all), { LoggingConfiguration: {} }),
      'without sweeping': (all) => Object.assign(files(all), { LifecycleConfiguration: {} }),
    },
  );

  prove(
    templates,
    'keep versions of files, and let no origin but the console’s use their URLs',
    (all) => [
      ...unless(at(files(all), 'VersioningConfiguration.Status') === 'Enabled', 'versions'),
      ...[files(all), artifacts(all)].flatMap((bucket, index) =>
        unless(
          words(at(bucket, 'CorsConfiguration.CorsRules.0.AllowedOrigins')) === '{"Ref":"ConsoleOrigins"}',
          `origins ${index}`,
        ),
      ),
      ...unless(!words(artifacts(all).CorsConfiguration).includes('PUT'), 'artifacts are read only'),
    ],
    {
      'without versions': (all) => Object.assign(files(all), { VersioningConfiguration: {} }),
      'with any origin': (all) =>
        Object.assign(files(all), { CorsConfiguration: { CorsRules: [{ AllowedOrigins: ['*'] }] } }),
    },
  );
});
