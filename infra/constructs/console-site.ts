import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  Function as ViewerFunction,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { consoleHeaders } from './console-headers.ts';
import type { PlatformApi } from './platform-api.ts';
import { PrivateBucket } from './private-bucket.ts';
import type { Storage } from './storage.ts';

export interface ConsoleSiteProps {
  readonly api: PlatformApi;
  readonly storage: Storage;
}

/** Pages of the console are routes of one page: a path that names no file is `index.html`'s. */
const toIndex = `function handler(event) {
  var request = event.request;
  if (!/\\.[^/]*$/.test(request.uri)) request.uri = '/index.html';
  return request;
}`;

/** One address for people: the console at `/` from a bucket, `/api/*` from the API; so there is no CORS. */
export class ConsoleSite extends Construct {
  /** The built console (`web/dist`), uploaded after the deployment. */
  readonly bucket: PrivateBucket;
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, { api, storage }: ConsoleSiteProps) {
    super(scope, id);
    this.bucket = new PrivateBucket(this, 'Bucket', { removalPolicy: RemovalPolicy.DESTROY });
    acknowledge(this.bucket, {
      S1: 'it holds the built console, the same for everybody; CloudFront alone reads it',
    });
    const responseHeadersPolicy = consoleHeaders(this, 'Headers', storage);
    const viewerProtocolPolicy = ViewerProtocolPolicy.REDIRECT_TO_HTTPS;
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'OpenScript console and API',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_ALL,
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket as IBucket),
        viewerProtocolPolicy,
        responseHeadersPolicy,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        functionAssociations: [
          {
            eventType: FunctionEventType.VIEWER_REQUEST,
            function: new ViewerFunction(this, 'ToIndex', {
              runtime: FunctionRuntime.JS_2_0,
              code: FunctionCode.fromInline(toIndex),
            }),
          },
        ],
      },
      additionalBehaviors: {
        '/api/*': {
          origin: new HttpOrigin(apiHost(this, api)),
          allowedMethods: AllowedMethods.ALLOW_ALL,
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          responseHeadersPolicy,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        },
      },
    });
    acknowledge(this.distribution, {
      CFR1: 'people work from anywhere; a company that does not sets a geo restriction',
      CFR3: 'the API and the buckets log every request that matters; what is left is public code',
      CFR4: 'CloudFront’s own certificate leaves the version to CloudFront; with a domain of your own it is TLS 1.2',
    });
  }
}

const apiHost = (scope: Construct, { api }: PlatformApi): string => {
  const { region, urlSuffix } = Stack.of(scope);
  return `${api.apiId}.execute-api.${region}.${urlSuffix}`;
};
