import { CfnCondition, Fn } from 'aws-cdk-lib';
import type { CfnDistribution, Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

export interface ConsoleDomainProps {
  readonly distribution: Distribution;
  /** A name of your own, or empty. */
  readonly name: string;
  /** Its certificate (ACM, us-east-1). */
  readonly certificateArn: string;
  /** A web ACL (AWS WAF, scope CLOUDFRONT), or empty. */
  readonly webAclArn: string;
}

/** What a company may add to the console's address: a domain with TLS 1.2 at least, and a firewall. */
export class ConsoleDomain extends Construct {
  constructor(scope: Construct, id: string, props: ConsoleDomainProps) {
    super(scope, id);
    const distribution = props.distribution.node.defaultChild as CfnDistribution;
    acknowledge(props.distribution, {
      'CloudFormation-Validate::F3014': 'exactly one certificate is named, on either side of the condition',
    });
    const given = (name: string, value: string) =>
      new CfnCondition(this, name, { expression: Fn.conditionNot(Fn.conditionEquals(value, '')) }).logicalId;
    const nothing = Fn.ref('AWS::NoValue');
    const named = given('HasName', props.name);
    const change = (path: string, value: unknown) =>
      distribution.addPropertyOverride(`DistributionConfig.${path}`, value);
    change('Aliases', Fn.conditionIf(named, [props.name], nothing));
    change(
      'ViewerCertificate',
      Fn.conditionIf(
        named,
        {
          AcmCertificateArn: props.certificateArn,
          SslSupportMethod: 'sni-only',
          MinimumProtocolVersion: 'TLSv1.2_2021',
        },
        { CloudFrontDefaultCertificate: true },
      ),
    );
    change('WebACLId', Fn.conditionIf(given('HasWebAcl', props.webAclArn), props.webAclArn, nothing));
  }
}
