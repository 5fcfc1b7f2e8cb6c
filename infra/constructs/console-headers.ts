import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { contentSecurityPolicy, permissionsPolicy, STRICT_TRANSPORT_SECONDS } from '../security-headers.ts';
import type { Storage } from './storage.ts';

const override = true;

/** `securityHeaders` in CloudFront's own words; a test compares the two. */
export const consoleHeaders = (
  scope: Construct,
  id: string,
  { files, artifacts }: Storage,
): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, id, {
    comment: 'Security headers of the console',
    securityHeadersBehavior: {
      contentSecurityPolicy: {
        contentSecurityPolicy: contentSecurityPolicy([
          `https://${files.bucketRegionalDomainName}`,
          `https://${artifacts.bucketRegionalDomainName}`,
        ]),
        override,
      },
      contentTypeOptions: { override },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.seconds(STRICT_TRANSPORT_SECONDS),
        override,
      },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override },
        { header: 'Permissions-Policy', value: permissionsPolicy, override },
      ],
    },
  });
