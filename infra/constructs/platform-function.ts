import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import {
  type IGrantable,
  type IPrincipal,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, Function as LambdaFunction, type Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface PlatformFunctionProps {
  readonly description: string;
  readonly code: Code;
  readonly runtime: Runtime;
  readonly handler: string;
  /** MB; the share of a CPU grows with it (1769 MB = one). */
  readonly memory: number;
  readonly timeout: Duration;
}

/**
 * One Lambda function with a role of its own, which at first may write this function's log and nothing else, and a
 * log group with a retention. What it may do beyond comes from the `bind` of the things it works with.
 */
export class PlatformFunction extends Construct implements IGrantable {
  /** The function. */
  readonly lambda: LambdaFunction;
  /** Its own role. */
  readonly role: Role;

  constructor(scope: Construct, id: string, props: PlatformFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${id} may do`,
    });
    logGroup.grantWrite(this.role);
    this.lambda = new LambdaFunction(this, 'Function', {
      description: props.description,
      code: props.code,
      runtime: props.runtime,
      handler: props.handler,
      architecture: Architecture.ARM_64,
      memorySize: props.memory,
      timeout: props.timeout,
      role: this.role,
      logGroup,
    });
  }

  get grantPrincipal(): IPrincipal {
    return this.role;
  }

  /** Lets somebody call the function (the newest version; CDK's own grant adds all others). */
  grantInvoke({ grantPrincipal }: IGrantable): void {
    grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.lambda.functionArn] }),
    );
  }

  /** Failed invocations. */
  metricErrors(options: MetricOptions = {}): Metric {
    return this.lambda.metricErrors({ period: Duration.minutes(5), ...options });
  }

  /** Milliseconds an invocation took. */
  metricDuration(options: MetricOptions = {}): Metric {
    return this.lambda.metricDuration({ period: Duration.minutes(5), ...options });
  }
}
