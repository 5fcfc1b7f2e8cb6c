import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { CfnTaskDefinition, Cluster, ContainerInsights } from 'aws-cdk-lib/aws-ecs';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Bindable } from './node-function.ts';
import type { RunnerImage } from './runner-image.ts';

/** The container's name: what the state machine's overrides are addressed to. */
export const CONTAINER = 'runner';
/** The one place where the task may write: inputs, the run's directories, outputs. */
const SCRATCH = '/scratch';
/** 50 inputs of 200 MB, 8 GiB of outputs, and the image itself. */
const DISK_GIB = 40;
/** How long the runner has, after SIGTERM, to upload what there is and write its report. */
const STOP_SECONDS = 60;

/**
 * Every capability a container has by default, but the four the runner works with (container/Dockerfile): CHOWN and
 * DAC_OVERRIDE for a script's directory, SETUID and SETGID for handing the script to another user.
 */
const dropped = [
  'AUDIT_WRITE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETPCAP',
  'SYS_CHROOT',
];

/**
 * One run = one Fargate task = one microVM. Written on the L1, because the L2 always makes a task role: without one
 * nothing inside can call AWS. The execution role is what ECS itself starts the task with; containers never see it.
 */
export class RunnerTask extends Construct {
  readonly cluster: Cluster;
  readonly definition: CfnTaskDefinition;
  /** What ECS itself may do to start a task: pull the image, open the log. */
  readonly executionRole: Role;
  /** The definition's family: its newest revision is what a run starts. */
  readonly family: string;
  /** What the runner says about itself; a script's log goes to S3. */
  readonly log: LogGroup;

  constructor(
    scope: Construct,
    id: string,
    { vpc, image }: { readonly vpc: IVpc; readonly image: RunnerImage },
  ) {
    super(scope, id);
    this.cluster = new Cluster(this, 'Cluster', { vpc, containerInsightsV2: ContainerInsights.DISABLED });
    acknowledge(this.cluster, {
      ECS4: 'every run reports its own CPU time, peak memory and duration; Insights would bill them again as metrics',
    });
    this.log = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.executionRole = new Role(this, 'ExecutionRole', {
      assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
      description: 'Pulls the image and opens the log of a task',
    });
    this.#grantStarting(image);
    this.family = `${Stack.of(this).stackName}-run`;
    this.definition = new CfnTaskDefinition(this, 'Definition', {
      family: this.family,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
      cpu: '1024', // overridden by the limits of the script's version
      memory: '2048',
      ephemeralStorage: { sizeInGiB: DISK_GIB },
      executionRoleArn: this.executionRole.roleArn,
      volumes: [{ name: 'scratch' }],
      containerDefinitions: [this.#container(image)],
    });
  }

  #container(image: RunnerImage): CfnTaskDefinition.ContainerDefinitionProperty {
    return {
      name: CONTAINER,
      image: image.uri,
      essential: true,
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true, capabilities: { drop: dropped } },
      mountPoints: [{ sourceVolume: 'scratch', containerPath: SCRATCH, readOnly: false }],
      stopTimeout: STOP_SECONDS,
      logConfiguration: {
        logDriver: 'awslogs',
        options: {
          'awslogs-group': this.log.logGroupName,
          'awslogs-region': Stack.of(this).region,
          'awslogs-stream-prefix': 'run',
        },
      },
    };
  }

  /** Written out rather than granted by the image asset, so that the image is the one thing `local=true` changes. */
  #grantStarting({ repository }: RunnerImage): void {
    const allow = (actions: string[], resources: string[]) =>
      this.executionRole.addToPolicy(new PolicyStatement({ actions, resources }));
    allow(['ecr:GetAuthorizationToken'], ['*']);
    allow(
      ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      [repository.repositoryArn],
    );
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [this.log.logGroupArn]);
  }

  /** Lets a state machine start a task, wait for it (by a rule that Step Functions keeps) and stop it. */
  grantRun(role: Role): void {
    const stack = Stack.of(this);
    const inCluster = { ArnEquals: { 'ecs:cluster': this.cluster.clusterArn } };
    const allow = (actions: string[], resources: string[], conditions = {}) =>
      role.addToPolicy(new PolicyStatement({ actions, resources, conditions }));
    allow(['ecs:RunTask'], [this.#definitions()], inCluster);
    allow(['ecs:StopTask', 'ecs:DescribeTasks'], [this.#tasks()], inCluster);
    // Tasks inherit the definition's tags, which is tagging them.
    allow(['ecs:TagResource'], [this.#tasks()], { StringEquals: { 'ecs:CreateAction': 'RunTask' } });
    allow(['iam:PassRole'], [this.executionRole.roleArn], {
      StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
    });
    allow(
      ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
      [
        stack.formatArn({
          service: 'events',
          resource: 'rule',
          resourceName: 'StepFunctionsGetEventsForECSTaskRule',
        }),
      ],
    );
  }

  /** Lets a function find and stop the task of a run, and tells it the cluster. */
  bindStop(fn: Bindable<'CLUSTER_NAME'>): void {
    const inCluster = { ArnEquals: { 'ecs:cluster': this.cluster.clusterArn } };
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['ecs:ListTasks'], resources: ['*'], conditions: inCluster }),
    );
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['ecs:DescribeTasks', 'ecs:StopTask'], resources: [this.#tasks()] }),
    );
    fn.set('CLUSTER_NAME', this.cluster.clusterName);
  }

  #definitions(): string {
    return Stack.of(this).formatArn({
      service: 'ecs',
      resource: 'task-definition',
      resourceName: `${this.family}:*`,
    });
  }

  #tasks(): string {
    return Stack.of(this).formatArn({
      service: 'ecs',
      resource: 'task',
      resourceName: `${this.cluster.clusterName}/*`,
    });
  }
}
