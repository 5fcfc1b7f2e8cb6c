import { type CfnCondition, RemovalPolicy } from 'aws-cdk-lib';
import { CfnFlowLog, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface RejectedTrafficProps {
  readonly vpc: IVpc;
  /** Whether it is watched at all. */
  readonly condition: CfnCondition;
}

/** What tried to get out of the network of runs and was refused: the trace an attempt leaves. */
export class RejectedTraffic extends Construct {
  /** One line per refused flow. */
  readonly log: LogGroup;

  constructor(scope: Construct, id: string, { vpc, condition }: RejectedTrafficProps) {
    super(scope, id);
    this.log = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com'),
      description: 'Writes the flow log of the network of runs',
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
        resources: [this.log.logGroupArn],
      }),
    );
    new CfnFlowLog(this, 'FlowLog', {
      resourceId: vpc.vpcId,
      resourceType: 'VPC',
      trafficType: 'REJECT',
      logGroupName: this.log.logGroupName,
      deliverLogsPermissionArn: role.roleArn,
    }).cfnOptions.condition = condition;
  }
}
