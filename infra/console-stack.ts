import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { acknowledge } from './constructs/acknowledge.ts';
import { ConsoleDomain } from './constructs/console-domain.ts';
import { ConsoleSite } from './constructs/console-site.ts';
import { lintException } from './constructs/lint-exception.ts';
import type { PlatformApi } from './constructs/platform-api.ts';
import type { Storage } from './constructs/storage.ts';
import { stageValues } from './stage-values.ts';

export interface ConsoleStackProps extends StackProps {
  readonly api: PlatformApi;
  readonly storage: Storage;
}

/** The console and the address under which people reach it and the API. */
export class ConsoleStack extends Stack {
  /** Bucket and distribution. */
  readonly site: ConsoleSite;

  constructor(scope: Construct, id: string, { api, storage, ...props }: ConsoleStackProps) {
    super(scope, id, { ...props, description: 'OpenScript: the console' });
    lintException(this, 'W1030', 'CertificateArn may be empty: then a condition leaves the certificate out');
    this.site = new ConsoleSite(this, 'Site', { api, storage });
    const { bucket, distribution } = this.site;
    new ConsoleDomain(this, 'Domain', {
      distribution,
      name: stageValues.consoleDomain(this),
      certificateArn: stageValues.certificateArn(this),
      webAclArn: stageValues.webAclArn(this),
    });
    acknowledge(distribution, {
      CFR2: 'a web ACL is the stack parameter WebAclArn: it costs $5 a month and more',
    });
    new CfnOutput(this, 'ConsoleBucket', { value: bucket.bucketName });
    new CfnOutput(this, 'DistributionId', { value: distribution.distributionId });
    new CfnOutput(this, 'ConsoleUrl', { value: `https://${distribution.distributionDomainName}` });
  }
}
