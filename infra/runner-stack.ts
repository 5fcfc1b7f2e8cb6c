import { CfnCondition, CfnOutput, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DnsFirewall } from './constructs/dns-firewall.ts';
import { RejectedTraffic } from './constructs/rejected-traffic.ts';
import { RunnerEndpoints } from './constructs/runner-endpoints.ts';
import { RunnerImage } from './constructs/runner-image.ts';
import { RunnerNetwork } from './constructs/runner-network.ts';
import { RunnerTask } from './constructs/runner-task.ts';
import type { Storage } from './constructs/storage.ts';
import { stageValues } from './stage-values.ts';

export interface RunnerStackProps extends StackProps {
  readonly storage: Storage;
}

/** Where scripts run: a network without a way out, and the task definition. */
export class RunnerStack extends Stack {
  /** The isolated subnets and their groups. */
  readonly network: RunnerNetwork;
  /** The cluster and what a run's task is. */
  readonly task: RunnerTask;

  constructor(scope: Construct, id: string, { storage, ...props }: RunnerStackProps) {
    super(scope, id, { ...props, description: 'OpenScript: network and task of runs' });
    this.network = new RunnerNetwork(this, 'Network', {
      storage,
      s3PrefixList: stageValues.s3PrefixList(this),
    });
    const { vpc } = this.network;
    const image = new RunnerImage(this, 'Image');
    this.task = new RunnerTask(this, 'Task', { vpc, image });
    new RunnerEndpoints(this, 'Endpoints', {
      network: this.network,
      images: image.repository,
      log: this.task.log,
    });
    const condition = new CfnCondition(this, 'NetworkGuarded', {
      expression: Fn.conditionEquals(stageValues.networkGuard(this), 'on'),
    });
    new DnsFirewall(this, 'DnsFirewall', { vpc, storage, condition });
    new RejectedTraffic(this, 'RejectedTraffic', { vpc, condition });
    new CfnOutput(this, 'ClusterName', { value: this.task.cluster.clusterName });
    new CfnOutput(this, 'TaskDefinitionFamily', { value: this.task.family });
    new CfnOutput(this, 'RunnerLogGroup', { value: this.task.log.logGroupName });
  }
}
