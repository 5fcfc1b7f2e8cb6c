import { describe } from 'vitest';
import { auditRoutes } from '../../functions/audit/contract.ts';
import { directoryRoutes } from '../../functions/directory/contract.ts';
import { dropFoldersRoutes } from '../../functions/drop-folders/contract.ts';
import { federationRoutes } from '../../functions/federation/contract.ts';
import { filesRoutes } from '../../functions/files/contract.ts';
import { identityRoutes } from '../../functions/identity/contract.ts';
import { imBridgeRoutes } from '../../functions/im-bridge/contract.ts';
import { permissionsRoutes } from '../../functions/permissions/contract.ts';
import { basePath } from '../../functions/platform/http-event.ts';
import type { Route } from '../../functions/platform/route.ts';
import { queueRoutes } from '../../functions/queue/contract.ts';
import { runsRoutes } from '../../functions/runs/contract.ts';
import { schedulesRoutes } from '../../functions/schedules/contract.ts';
import { scriptsRoutes } from '../../functions/scripts/contract.ts';
import { systemRoutes } from '../../functions/system/contract.ts';
import { webhooksRoutes } from '../../functions/webhooks/contract.ts';
import { at, named, ofType, only, prove, unless, words } from './facts.ts';
import { type Resource, synthesize, type Templates } from './templates.ts';

const templates = synthesize();

/** Every route of the contracts with the function it belongs to. */
const contract: readonly { key: string; route: Route; fn: string }[] = (
  [
    [identityRoutes, 'IdentityApi'],
    [federationRoutes, 'FederationApi'],
    [imBridgeRoutes, 'ImBridgeApi'],
    [scriptsRoutes, 'ScriptsApi'],
    [filesRoutes, 'FilesApi'],
    [runsRoutes, 'RunsApi'],
    [queueRoutes, 'QueueApi'],
    [schedulesRoutes, 'SchedulesApi'],
    [directoryRoutes, 'DirectoryApi'],
    [permissionsRoutes, 'PermissionsApi'],
    [webhooksRoutes, 'WebhooksApi'],
    [dropFoldersRoutes, 'DropFoldersApi'],
    [auditRoutes, 'AuditApi'],
    [systemRoutes, 'SystemApi'],
  ] as const
).flatMap(([routes, fn]) =>
  (routes as readonly Route[]).flatMap((route) =>
    [route.path, ...(route.aliases ?? [])].map((path) => ({
      key: `${route.method} ${basePath}${path}`,
      route,
      fn,
    })),
  ),
);

const gatewayRoutes = ({ Api }: Templates): Map<unknown, Resource> =>
  new Map(ofType(Api, 'AWS::ApiGatewayV2::Route').map(([, route]) => [route.Properties.RouteKey, route]));
const routeOf = (all: Templates, key: string): Resource => {
  const route = gatewayRoutes(all).get(key);
  if (route === undefined) throw new Error(`no route ${key}`);
  return route;
};
const stage = ({ Api }: Templates) => only(Api, 'AWS::ApiGatewayV2::Stage').Properties;

describe('the gateway', () => {
  prove(
    templates,
    'has a route for each of the contracts, and no other',
    (all) => {
      const there = [...gatewayRoutes(all).keys()].map(String).sort();
      return unless(words(there) === words(contract.map(({ key }) => key).sort()), words(there));
    },
    {
      'when one is missing': ({ Api }) => {
        const [id] = ofType(Api, 'AWS::ApiGatewayV2::Route')[0] ?? [''];
        delete Api?.Resources[id];
      },
      'when everything else is let through': ({ Api }) => {
        if (Api !== undefined)
          Api.Resources.Any = { Type: 'AWS::ApiGatewayV2::Route', Properties: { RouteKey: '$default' } };
      },
    },
  );

  prove(
    templates,
    'sends each route to its domain’s function',
    (all) =>
      contract.flatMap(({ key, fn }) => {
        const target = words(routeOf(all, key).Properties.Target);
        const [, id = ''] = /"Ref":"(\w+)"/.exec(target) ?? [];
        const uri = words(at(all.Api?.Resources[id], 'Properties.IntegrationUri'));
        return unless(uri.includes(`Functions${fn}Function`), `${key} goes to ${uri}`);
      }),
    {
      'when one goes elsewhere': (all) => {
        routeOf(all, 'POST /api/v1/runs').Properties.Target = routeOf(
          all,
          'GET /api/v1/health',
        ).Properties.Target;
      },
    },
  );

  prove(
    templates,
    'asks for a token of the pool on every route that is not public',
    (all) => {
      const authorizer = only(all.Api, 'AWS::ApiGatewayV2::Authorizer').Properties;
      return [
        ...contract.flatMap(({ key, route }) => {
          const { AuthorizationType, AuthorizerId } = routeOf(all, key).Properties;
          return route.access === 'public'
            ? unless(AuthorizationType === 'NONE', `${key} is not public`)
            : unless(AuthorizationType === 'JWT' && AuthorizerId !== undefined, `${key} is open`);
        }),
        ...unless(authorizer.AuthorizerType === 'JWT', 'type'),
        ...unless(words(authorizer.JwtConfiguration).includes('UsersPoolClient'), 'audience'),
        ...unless(words(authorizer.IdentitySource) === '["$request.header.Authorization"]', 'source'),
      ];
    },
    {
      'when one is open': (all) => {
        routeOf(all, 'POST /api/v1/runs').Properties.AuthorizationType = 'NONE';
      },
      'when login needs a token': (all) => {
        routeOf(all, 'POST /api/v1/auth/login').Properties.AuthorizationType = 'JWT';
      },
    },
  );

  prove(
    templates,
    'has no CORS, a rate, and an access log without queries and headers',
    (all) => {
      const format = words(at(stage(all), 'AccessLogSettings.Format'));
      return [
        ...unless(!('CorsConfiguration' in only(all.Api, 'AWS::ApiGatewayV2::Api').Properties), 'CORS'),
        ...unless(Number(at(stage(all), 'DefaultRouteSettings.ThrottlingRateLimit')) > 0, 'rate'),
        ...unless(Number(at(stage(all), 'DefaultRouteSettings.ThrottlingBurstLimit')) > 0, 'burst'),
        ...unless(format.includes('$context.routeKey'), 'route'),
        ...unless(!/path|query|authorizer|header/i.test(format), 'more than is wanted'),
        ...unless(named(all.Api, 'ApiAccessLog').Properties.RetentionInDays === 90, 'retention'),
      ];
    },
    {
      'with CORS': (all) =>
        Object.assign(only(all.Api, 'AWS::ApiGatewayV2::Api').Properties, {
          CorsConfiguration: { AllowOrigins: ['*'] },
        }),
      'without a rate': (all) => Object.assign(stage(all), { DefaultRouteSettings: {} }),
      'with paths in the log': (all) =>
        Object.assign(stage(all), { AccessLogSettings: { Format: '$context.routeKey $context.path' } }),
    },
  );
});
