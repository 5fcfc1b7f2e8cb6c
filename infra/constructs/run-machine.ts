import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Bindable } from './node-function.ts';
import type { PlatformFunction } from './platform-function.ts';
import { runMachineDefinition } from './run-machine-definition.ts';
import type { RunnerNetwork } from './runner-network.ts';
import type { RunnerTask } from './runner-task.ts';

export interface RunMachineProps {
  readonly prepare: PlatformFunction;
  readonly finalize: PlatformFunction;
  readonly task: RunnerTask;
  readonly network: RunnerNetwork;
}

/** The state machine `run`: one execution per run, named after it. */
export class RunMachine extends Construct {
  readonly machine: StateMachine;
  /** Its ARN by its name: what the machine itself depends on can have it too. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: RunMachineProps) {
    super(scope, id);
    const { prepare, finalize, task, network } = props;
    const stack = Stack.of(this);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      description: 'What the state machine of runs may do',
    });
    const definition = runMachineDefinition({
      prepareArn: prepare.lambda.functionArn,
      finalizeArn: finalize.lambda.functionArn,
      clusterArn: task.cluster.clusterArn,
      taskFamily: task.family,
      subnetIds: network.subnets.map(({ subnetId }) => subnetId),
      securityGroupId: network.tasks.securityGroupId,
      partition: stack.partition,
    });
    // Named, so that the functions it calls may know it: they start the next run themselves.
    const name = `${stack.stackName}-run`;
    this.arn = stack.formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: name,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: name,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(stack.toJsonString(definition)),
      role,
      tracingEnabled: false,
      logs: {
        level: LogLevel.ALL,
        includeExecutionData: false, // presigned URLs
        destination: new LogGroup(this, 'Log', {
          logGroupName: `/aws/vendedlogs/states/${stack.stackName}-run`, // this prefix needs no growing resource policy
          retention: RetentionDays.ONE_MONTH,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      },
    });
    grantStates(role, props);
    acknowledge(this.machine, {
      SF2: 'a run keeps its own timeline; each of its steps is one log line with times',
    });
  }

  /** Lets a function start a run's execution, and tells it the machine. */
  bindStart(fn: Bindable<'STATE_MACHINE_ARN'>): void {
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [this.arn] }),
    );
    fn.set('STATE_MACHINE_ARN', this.arn);
  }

  /** Lets the health check ask whether the machine is there. */
  bindHealth(fn: Bindable<'STATE_MACHINE_ARN'>): void {
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['states:DescribeStateMachine'],
        resources: [this.machine.stateMachineArn],
      }),
    );
    fn.set('STATE_MACHINE_ARN', this.machine.stateMachineArn);
  }

  /** Lets the sweeper look at executions and end the ones nobody waits for. */
  grantMending(fn: Bindable<never>): void {
    const executions = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${this.machine.stateMachineName}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['states:DescribeExecution', 'states:StopExecution'],
        resources: [executions],
      }),
    );
  }

  /** Executions that ended in an error of the platform; runs whose script failed are not among them. */
  metricFailed(options: MetricOptions = {}): Metric {
    return this.machine.metricFailed({ period: Duration.minutes(5), ...options });
  }

  /** Executions that took longer than the machine allows. */
  metricTimedOut(options: MetricOptions = {}): Metric {
    return this.machine.metricTimedOut({ period: Duration.minutes(5), ...options });
  }
}

/** Calls the two functions, starts and stops the task, and waits for it by the rule that the integration keeps. */
const grantStates = (role: Role, { prepare, finalize, task }: RunMachineProps): void => {
  prepare.grantInvoke(role);
  finalize.grantInvoke(role);
  task.grantRun(role);
};
