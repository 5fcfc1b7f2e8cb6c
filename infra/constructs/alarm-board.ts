import { CfnCondition, Fn, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface PlatformAlarm {
  /** Part of the alarm's name, which stays as it is: people search for it. */
  readonly name: string;
  /** What it means, in a sentence. */
  readonly meaning: string;
  readonly metric: Metric;
  /** Alarms at or above it. @default 1 */
  readonly atLeast?: number;
  /** How many periods in a row. @default 1 */
  readonly periods?: number;
  /** The article of docs/operations.md that says what to do. */
  readonly article: string;
}

/** The alarms, each with a stable name and the runbook's article, and the topic that tells people. */
export class AlarmBoard extends Construct {
  /** Where alarms are published. */
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email }: { readonly email: string }) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'OpenScript alarms', enforceSSL: true });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsPublish',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    const subscription = new CfnSubscription(this, 'Email', {
      topicArn: this.topic.topicArn,
      protocol: 'email',
      endpoint: email,
    });
    subscription.cfnOptions.condition = new CfnCondition(this, 'HasEmail', {
      expression: Fn.conditionNot(Fn.conditionEquals(email, '')),
    });
  }

  /** Adds an alarm: missing data is no news, so it stays quiet without traffic. */
  add({ name, meaning, metric, article, atLeast = 1, periods = 1 }: PlatformAlarm): void {
    new Alarm(this, name, {
      alarmName: `${Stack.of(this).stackName}-${name}`,
      alarmDescription: `${meaning} Runbook: docs/operations.md#${article}`,
      metric,
      threshold: atLeast,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(this.topic));
  }
}
