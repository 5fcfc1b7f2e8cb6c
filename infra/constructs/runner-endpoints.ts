import { InterfaceVpcEndpoint, InterfaceVpcEndpointAwsService, type ISubnet } from 'aws-cdk-lib/aws-ec2';
import type { IRepository } from 'aws-cdk-lib/aws-ecr';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { RunnerNetwork } from './runner-network.ts';

export interface RunnerEndpointsProps {
  readonly network: RunnerNetwork;
  /** Where the image is. */
  readonly images: IRepository;
  /** Where the task writes its log. */
  readonly log: ILogGroup;
}

/**
 * The interface endpoints a Fargate task starts through: image and log. In one zone, which is enough for starting and
 * costs a third of the price in all ($22 a month); each lets through what a task needs and nothing else, so that keys of
 * another account, brought along by a script, open nothing here.
 */
export class RunnerEndpoints extends Construct {
  constructor(scope: Construct, id: string, props: RunnerEndpointsProps) {
    super(scope, id);
    const { network, images, log } = props;
    const [subnet] = network.subnets;
    const add = (name: string, service: InterfaceVpcEndpointAwsService, policy: PolicyStatement[]) =>
      endpointOf(this, name, service, network, subnet === undefined ? [] : [subnet], policy);
    add('EcrApi', InterfaceVpcEndpointAwsService.ECR, [
      allow(['ecr:GetAuthorizationToken'], ['*']),
      allow(['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], [images.repositoryArn]),
    ]);
    add('EcrDocker', InterfaceVpcEndpointAwsService.ECR_DOCKER, [
      allow(['ecr:GetAuthorizationToken'], ['*']),
      allow(['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], [images.repositoryArn]),
    ]);
    add('Logs', InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS, [
      allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [log.logGroupArn]),
    ]);
  }
}

const allow = (actions: string[], resources: string[]): PolicyStatement =>
  new PolicyStatement({ principals: [new AnyPrincipal()], actions, resources });

const endpointOf = (
  scope: Construct,
  id: string,
  service: InterfaceVpcEndpointAwsService,
  network: RunnerNetwork,
  subnets: ISubnet[],
  policy: readonly PolicyStatement[],
): void => {
  const endpoint = new InterfaceVpcEndpoint(scope, id, {
    vpc: network.vpc,
    service,
    subnets: { subnets },
    securityGroups: [network.endpoints],
    privateDnsEnabled: true,
    open: false,
  });
  for (const statement of policy) endpoint.addToPolicy(statement);
};
