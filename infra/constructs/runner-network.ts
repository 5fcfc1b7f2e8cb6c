import { CfnCondition, Fn, Stack } from 'aws-cdk-lib';
import {
  type CfnSecurityGroup,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  type ISubnet,
  type IVpc,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Storage } from './storage.ts';

export interface RunnerNetworkProps {
  readonly storage: Storage;
  /** The managed prefix list of S3 in this region; empty: 443 is let out to any address, where no route leads. */
  readonly s3PrefixList: string;
}

/** Room for 2,000 tasks in two zones; nothing is ever peered with it. */
const CIDR = '10.60.0.0/20';

/** The bucket of AWS from which ECR serves image layers, one per region. */
const layerBucket = (stack: Stack): string =>
  `arn:${stack.partition}:s3:::prod-${stack.region}-starport-layer-bucket`;

/**
 * Where runs live: subnets without a way out. No internet gateway, no NAT. S3 is reached through a gateway endpoint
 * that knows this system's buckets only, so that a presigned URL of a stranger's bucket leads nowhere.
 */
export class RunnerNetwork extends Construct {
  /** Two isolated subnets in two zones. */
  readonly vpc: IVpc;
  /** Where tasks are placed. */
  readonly subnets: readonly ISubnet[];
  /** The tasks' group: nothing in, 443 to the endpoints out. */
  readonly tasks: SecurityGroup;
  /** The interface endpoints' group: 443 from inside. */
  readonly endpoints: SecurityGroup;

  constructor(scope: Construct, id: string, props: RunnerNetworkProps) {
    super(scope, id);
    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr(CIDR),
      maxAzs: 2,
      natGateways: 0,
      createInternetGateway: false,
      restrictDefaultSecurityGroup: false, // would be a custom resource; nothing is ever put into the default group
      subnetConfiguration: [{ name: 'Runs', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 22 }],
    }) as IVpc;
    this.subnets = this.vpc.isolatedSubnets;
    this.endpoints = new SecurityGroup(this, 'Endpoints', {
      vpc: this.vpc,
      description: 'Interface endpoints: HTTPS from inside, nothing out',
      allowAllOutbound: false,
    });
    this.endpoints.addIngressRule(Peer.ipv4(CIDR), Port.HTTPS, 'from tasks');
    this.tasks = new SecurityGroup(this, 'Tasks', {
      vpc: this.vpc,
      description: 'Tasks of runs: nothing in, HTTPS to the endpoints out',
      allowAllOutbound: false,
    });
    this.#letTasksReachEndpoints(props.s3PrefixList);
    this.#addStorageEndpoint(props.storage);
  }

  /** Inline on the L1: the L2 writes rules between groups as resources of their own, in a circle. */
  #letTasksReachEndpoints(s3PrefixList: string): void {
    const known = new CfnCondition(this, 'KnowsS3PrefixList', {
      expression: Fn.conditionNot(Fn.conditionEquals(s3PrefixList, '')),
    });
    const https = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 };
    (this.tasks.node.defaultChild as CfnSecurityGroup).securityGroupEgress = [
      {
        ...https,
        destinationSecurityGroupId: this.endpoints.securityGroupId,
        description: 'interface endpoints',
      },
      {
        ...https,
        description: 'S3 through the gateway endpoint',
        destinationPrefixListId: Fn.conditionIf(
          known.logicalId,
          s3PrefixList,
          Fn.ref('AWS::NoValue'),
        ).toString(),
        cidrIp: Fn.conditionIf(known.logicalId, Fn.ref('AWS::NoValue'), '0.0.0.0/0').toString(),
      },
    ];
  }

  #addStorageEndpoint({ files, artifacts }: Storage): void {
    const endpoint = this.vpc.addGatewayEndpoint('S3', { service: GatewayVpcEndpointAwsService.S3 });
    const allow = (actions: string[], resources: string[]) =>
      endpoint.addToPolicy(new PolicyStatement({ principals: [new AnyPrincipal()], actions, resources }));
    allow(
      ['s3:GetObject', 's3:GetObjectVersion'],
      [files.arnForObjects('*'), artifacts.arnForObjects('runs/*')],
    );
    allow(['s3:PutObject'], [artifacts.arnForObjects('runs/*')]);
    allow(['s3:GetObject'], [`${layerBucket(Stack.of(this))}/*`]);
  }
}
