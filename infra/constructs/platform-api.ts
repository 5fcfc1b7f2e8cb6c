import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Route } from '../../functions/platform/route.ts';
import { acknowledge } from './acknowledge.ts';
import type { PlatformFunction } from './platform-function.ts';
import type { UserDirectory } from './user-directory.ts';

/** All routes are below it; CloudFront and the gateway of one machine forward it as it is. */
export const BASE_PATH = '/api/v1';

/** Requests a second over all callers, and how many may come at once; one caller's share is the functions' business. */
const THROTTLE = { rateLimit: 500, burstLimit: 1000 };

/**
 * The HTTP API: one gateway route for each route of the contracts. All but the public ones are behind the JWT
 * authorizer, and checked again in the function (the authorizer takes ID tokens too, and knows no sessions).
 * There is no CORS: the console is served from the same origin.
 */
export class PlatformApi extends Construct {
  /** The API. */
  readonly api: HttpApi;
  /** Its one stage. */
  readonly stage: HttpStage;
  readonly #authorizer: IHttpRouteAuthorizer;

  constructor(scope: Construct, id: string, { users }: { readonly users: UserDirectory }) {
    super(scope, id);
    this.api = new HttpApi(this, 'Http', {
      createDefaultStage: false,
      description: 'OpenScript',
    });
    this.#authorizer = new HttpUserPoolAuthorizer('Tokens', users.pool, { userPoolClients: [users.client] });
    const log = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      detailedMetricsEnabled: true,
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: accessLogFormat },
    });
  }

  /** Routes a domain's list to its function. */
  add(routes: readonly Route[], fn: PlatformFunction): void {
    const integration = new HttpLambdaIntegration(fn.node.id, fn.lambda, { scopePermissionToRoute: false });
    for (const route of routes)
      for (const [index, path] of [route.path, ...(route.aliases ?? [])].entries()) {
        const gatewayRoute = new HttpRoute(
          this,
          index === 0 ? route.operation : `${route.operation}-${index}`,
          {
            httpApi: this.api,
            routeKey: HttpRouteKey.with(`${BASE_PATH}${path}`, HttpMethod[route.method]),
            integration,
            authorizer: route.access === 'public' ? new HttpNoneAuthorizer() : this.#authorizer,
          },
        );
        if (route.access === 'public')
          acknowledge(gatewayRoute, {
            APIG4:
              'public by contract: signing in, health, the API’s own description, deliveries signed by their senders',
          });
      }
  }

  /** Answers of 5xx. */
  metricServerErrors(): Metric {
    return this.stage.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' });
  }

  /** Milliseconds from request to answer. */
  metricLatency(statistic: string): Metric {
    return this.stage.metricLatency({ period: Duration.minutes(5), statistic });
  }
}

/** Never the query (cursors) nor headers (tokens). */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    request_id: '$context.requestId',
    at: '$context.requestTime',
    ip: '$context.identity.sourceIp',
    method: '$context.httpMethod',
    route: '$context.routeKey',
    status: '$context.status',
    bytes: '$context.responseLength',
    latency_ms: '$context.responseLatency',
    function_ms: '$context.integrationLatency',
    error: '$context.error.messageString',
  }),
);
