import { type CfnCondition, Stack } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  CfnFirewallDomainList,
  CfnFirewallRuleGroup,
  CfnFirewallRuleGroupAssociation,
} from 'aws-cdk-lib/aws-route53resolver';
import { Construct } from 'constructs';
import type { Storage } from './storage.ts';

export interface DnsFirewallProps {
  readonly vpc: IVpc;
  readonly storage: Storage;
  /** Whether the firewall is made at all. */
  readonly condition: CfnCondition;
}

/**
 * A subnet without a way out still resolves names, and a name can carry data out. This lets the names of our own
 * endpoints through and answers "no such name" to all others.
 */
export class DnsFirewall extends Construct {
  constructor(scope: Construct, id: string, { vpc, storage, condition }: DnsFirewallProps) {
    super(scope, id);
    const allowed = new CfnFirewallDomainList(this, 'Allowed', {
      domains: allowedNames(Stack.of(this), storage),
    });
    const everything = new CfnFirewallDomainList(this, 'Everything', { domains: ['*'] });
    const rules = new CfnFirewallRuleGroup(this, 'Rules', {
      firewallRules: [
        {
          priority: 100,
          action: 'ALLOW',
          firewallDomainListId: allowed.attrId,
          // S3 answers by way of other names of its own; the one that was asked for decides.
          firewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN',
        },
        {
          priority: 200,
          action: 'BLOCK',
          blockResponse: 'NXDOMAIN',
          firewallDomainListId: everything.attrId,
        },
      ],
    });
    const association = new CfnFirewallRuleGroupAssociation(this, 'Association', {
      firewallRuleGroupId: rules.attrId,
      vpcId: vpc.vpcId,
      priority: 101,
    });
    for (const resource of [allowed, everything, rules, association])
      resource.cfnOptions.condition = condition;
  }
}

const allowedNames = ({ region, urlSuffix }: Stack, { files, artifacts }: Storage): string[] => [
  `api.ecr.${region}.${urlSuffix}`,
  `*.dkr.ecr.${region}.${urlSuffix}`,
  `logs.${region}.${urlSuffix}`,
  `s3.${region}.${urlSuffix}`,
  ...[files.bucketName, artifacts.bucketName, `prod-${region}-starport-layer-bucket`].flatMap((bucket) => [
    `${bucket}.s3.${region}.${urlSuffix}`,
    `${bucket}.s3.${urlSuffix}`,
  ]),
];
