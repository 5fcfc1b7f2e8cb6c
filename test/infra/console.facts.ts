import { describe } from 'vitest';
import { contentSecurityPolicy, securityHeaders } from '../../infra/security-headers.ts';
import { at, named, ofType, only, prove, rewrite, unless, words } from './facts.ts';
import { synthesize, type Templates } from './templates.ts';

const templates = synthesize();
const distribution = ({ Console }: Templates) =>
  at(only(Console, 'AWS::CloudFront::Distribution'), 'Properties.DistributionConfig') as Record<
    string,
    unknown
  >;
const api = (all: Templates) => at(distribution(all), 'CacheBehaviors.0') as Record<string, unknown>;
const pages = (all: Templates) => distribution(all).DefaultCacheBehavior as Record<string, unknown>;
const headers = ({ Console }: Templates) => only(Console, 'AWS::CloudFront::ResponseHeadersPolicy');

/** A value with each token replaced by a word. */
const plain = (value: unknown): string => {
  const parts = at(value, 'Fn::Join.1') as unknown[];
  return parts.map((part) => (typeof part === 'string' ? part : 'TOKEN')).join('');
};

describe('the console', () => {
  prove(
    templates,
    'is read by this distribution only',
    (all) => {
      const policy = words(ofType(all.Console, 'AWS::S3::BucketPolicy')[0]?.[1].Properties);
      return [
        ...unless(policy.includes('"Service":"cloudfront.amazonaws.com"'), 'not CloudFront'),
        ...unless(/"AWS:SourceArn":\{"Fn::Join":\[.*SiteDistribution/.test(policy), 'any distribution'),
        ...unless(
          ofType(all.Console, 'AWS::CloudFront::OriginAccessControl').length === 1,
          'no origin access control',
        ),
      ];
    },
    {
      'when any distribution may': ({ Console }) => {
        const [, policy] = ofType(Console, 'AWS::S3::BucketPolicy')[0] ?? [];
        if (policy !== undefined) rewrite(policy, 'AWS:SourceArn', 'AWS:Nothing');
      },
    },
  );

  prove(
    templates,
    'and the API are one origin: /api/* goes to the gateway, whole and never cached',
    (all) => [
      ...unless(api(all).PathPattern === '/api/*', 'path'),
      ...unless(words(at(distribution(all), 'Origins')).includes('.execute-api.'), 'origin'),
      ...unless(
        words(api(all).AllowedMethods) === '["GET","HEAD","OPTIONS","PUT","PATCH","POST","DELETE"]',
        'methods',
      ),
      // AWS's own CachingDisabled and AllViewerExceptHostHeader.
      ...unless(api(all).CachePolicyId === '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', 'cached'),
      ...unless(api(all).OriginRequestPolicyId === 'b689b0a8-53d0-40ab-baf2-68738e2966ac', 'cut'),
      ...unless(api(all).ViewerProtocolPolicy === 'https-only', 'plain HTTP'),
      ...unless(pages(all).ViewerProtocolPolicy === 'redirect-to-https', 'plain HTTP for pages'),
    ],
    {
      'when answers are cached': (all) =>
        Object.assign(api(all), { CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' }),
      'when plain HTTP is let through': (all) =>
        Object.assign(api(all), { ViewerProtocolPolicy: 'allow-all' }),
    },
  );

  prove(
    templates,
    'is served with the headers that the gateway of one machine sends too',
    (all) => {
      const config = at(headers(all), 'Properties.ResponseHeadersPolicyConfig');
      const given: Record<string, string> = {
        'Content-Security-Policy': plain(
          at(config, 'SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy'),
        ),
        'X-Content-Type-Options':
          at(config, 'SecurityHeadersConfig.ContentTypeOptions.Override') === true ? 'nosniff' : '',
        'X-Frame-Options': String(at(config, 'SecurityHeadersConfig.FrameOptions.FrameOption')),
        'Referrer-Policy': String(at(config, 'SecurityHeadersConfig.ReferrerPolicy.ReferrerPolicy')),
        'Strict-Transport-Security': `max-age=${String(at(config, 'SecurityHeadersConfig.StrictTransportSecurity.AccessControlMaxAgeSec'))}`,
      };
      for (const { Header, Value } of at(config, 'CustomHeadersConfig.Items') as {
        Header: string;
        Value: string;
      }[])
        given[Header] = Value;
      const wanted = securityHeaders({ connect: ['https://TOKEN', 'https://TOKEN'], https: true });
      return [
        ...Object.entries(wanted).flatMap(([name, value]) =>
          unless(given[name] === value, `${name}: ${given[name]}`),
        ),
        ...unless(Object.keys(given).length === Object.keys(wanted).length, 'another header'),
        ...[pages(all), api(all)].flatMap(({ ResponseHeadersPolicyId }) =>
          unless(words(ResponseHeadersPolicyId).includes('SiteHeaders'), 'not sent'),
        ),
      ];
    },
    {
      'when scripts may be inline': (all) =>
        rewrite(headers(all), "script-src 'self'", "script-src 'self' 'unsafe-inline'"),
      'when one is missing': (all) => rewrite(headers(all), 'Permissions-Policy', 'X-Other'),
      'when the API has none': (all) => Object.assign(api(all), { ResponseHeadersPolicyId: undefined }),
    },
  );

  prove(
    templates,
    'takes scripts and requests from nowhere else',
    () => {
      const policy = contentSecurityPolicy(['https://bucket']);
      return [
        ...unless(!/script-src[^;]*(unsafe|\*|https?:)/.test(policy), 'scripts'),
        ...unless(policy.startsWith("default-src 'none'"), 'default'),
        ...unless(/connect-src 'self' https:\/\/bucket;/.test(policy), 'requests'),
        ...unless(policy.includes("frame-ancestors 'none'"), 'frames'),
      ];
    },
    {},
  );

  prove(
    templates,
    'turns paths of pages into index.html, and leaves files alone',
    (all) => {
      const code = String(named(all.Console, 'SiteToIndex').Properties.FunctionCode);
      const handler = new Function(`${code}; return handler;`)() as (event: { request: { uri: string } }) => {
        uri: string;
      };
      const turned = (uri: string) => handler({ request: { uri } }).uri;
      return [
        ...unless(turned('/') === '/index.html', '/'),
        ...unless(turned('/runs/run_01') === '/index.html', 'a page'),
        ...unless(turned('/assets/index-a1.js') === '/assets/index-a1.js', 'a file'),
      ];
    },
    {
      'when it does nothing': (all) =>
        Object.assign(named(all.Console, 'SiteToIndex').Properties, {
          FunctionCode: 'function handler(event) { return event.request; }',
        }),
    },
  );
});
