import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { type IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { DockerImageAsset, Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Construct } from 'constructs';
import { root } from './bundle-all.ts';

/** The image that a deployment with the context `local=true` names: there is no Docker to build one with. */
export const LOCAL_IMAGE = 'openscript/runner:local';

/** The runner's image, built from `container/`; and the repository it is pulled from. */
export class RunnerImage extends Construct {
  /** What the task definition names: the one difference between a deployment on one machine and one in AWS. */
  readonly uri: string;
  /** The repository of this CDK environment's images. */
  readonly repository: IRepository;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const qualifier = String(this.node.tryGetContext('@aws-cdk/core:bootstrapQualifier') ?? 'hnb659fds');
    this.repository = Repository.fromRepositoryName(
      this,
      'Repository',
      `cdk-${qualifier}-container-assets-${account}-${region}`,
    );
    this.uri = String(this.node.tryGetContext('local')) === 'true' ? LOCAL_IMAGE : this.#build();
  }

  #build(): string {
    return new DockerImageAsset(this, 'Asset', {
      directory: join(root, 'container'),
      platform: Platform.LINUX_AMD64,
    }).imageUri;
  }
}
