import { RemovalPolicy } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { tableShape } from '../../functions/platform/table-shape.ts';
import type { Bindable } from './node-function.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

const reading = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const writing = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:BatchWriteItem',
];

/** The partition keys of the audit log's rows (functions/platform/audit-row.ts). */
const AUDIT_KEYS = '$openscript#auditmonth_*';

/** The one table; its shape is `tableShape`, which the stores share. Nobody may scan it. */
export class MainTable extends Construct {
  /** The table: on demand, restorable to any second of 35 days, protected from deletion. */
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: text(tableShape.partitionKey),
      sortKey: text(tableShape.sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: tableShape.ttl,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const index of tableShape.indexes)
      this.table.addGlobalSecondaryIndex({
        indexName: index,
        partitionKey: text(`${index}pk`),
        sortKey: text(`${index}sk`),
        projectionType: ProjectionType.ALL,
      });
  }

  /** Lets a function read, or read and write, items by their keys, and tells it the table's name. */
  bind(fn: Bindable<'TABLE_NAME'>, access: 'read' | 'read and write'): void {
    const { tableArn } = this.table;
    const indexes = tableShape.indexes.map((index) => `${tableArn}/index/${index}`);
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: reading, resources: [tableArn, ...indexes] }),
    );
    if (access === 'read and write') {
      fn.grantPrincipal.addToPrincipalPolicy(
        new PolicyStatement({ actions: writing, resources: [tableArn] }),
      );
      // Rows of the audit log are put and never touched again. That a put must find no row IAM cannot say: the code does
      // (`create`), and what the stream copied to the locked bucket shows who got round it.
      fn.grantPrincipal.addToPrincipalPolicy(
        new PolicyStatement({
          effect: Effect.DENY,
          actions: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
          resources: [tableArn],
          conditions: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': [AUDIT_KEYS] } },
        }),
      );
    }
    fn.set('TABLE_NAME', this.table.tableName);
  }

  /** The stream of the table's changes. */
  get streamArn(): string {
    const { tableStreamArn } = this.table;
    if (tableStreamArn === undefined) throw new Error('the table has no stream');
    return tableStreamArn;
  }

  /** Lets Lambda read the stream for a function. */
  grantStream({ grantPrincipal }: IGrantable): void {
    grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [this.streamArn],
      }),
    );
    grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
    );
  }

  /** Reads or writes that DynamoDB refused for their rate. (`ThrottledRequests` exists by operation only.) */
  metricThrottles(kind: 'Read' | 'Write'): Metric {
    return this.table.metric(`${kind}ThrottleEvents`, { statistic: 'Sum' });
  }
}
