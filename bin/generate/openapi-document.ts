import type { Route } from '../../functions/platform/route.ts';
import { collectJsonSchemas, type JsonObject, type JsonSchemas } from './json-schemas.ts';
import { headerParameters, parametersOf, requestBodyOf } from './requests.ts';
import { errorResponses, errorSchema, responsesOf } from './responses.ts';
import { type RouteList, routeLists } from './route-lists.ts';

const about = `A platform on which a company's scripts do its people's repetitive work, first of all with spreadsheets.

Success is \`{code: 0, message, data, timestamp}\`, an error \`{code, message, errors, request_id, timestamp}\`; the HTTP
status is the true one too. Operations marked \`x-step-up\` want password or code given in the last ten minutes: without
it they answer 40301 with \`reason: "step_up_required"\`, and \`POST /auth/step-up\` gives it. Times are ISO 8601 in UTC, identifiers a prefix and a ULID, cursors opaque. Operations marked
as deprecated are the prototype's paths of another operation.`;

const sorted = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

const operationOf = (domain: string, route: Route, schemas: JsonSchemas, alias: number): JsonObject => {
  const requestBody = requestBodyOf(route, schemas);
  return {
    operationId: alias === 0 ? route.operation : `${route.operation}Alias${alias > 1 ? alias : ''}`,
    tags: [domain],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...(alias === 0 ? {} : { deprecated: true }),
    'x-permission': route.access,
    ...(route.stepUp === true ? { 'x-step-up': true } : {}),
    security: route.access === 'public' ? [] : [{ accessToken: [] }],
    parameters: parametersOf(route, schemas),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: responsesOf(route, schemas),
  };
};

const pathsOf = (lists: readonly RouteList[], schemas: JsonSchemas): Record<string, JsonObject> => {
  const paths: Record<string, JsonObject> = {};
  for (const { domain, routes } of lists)
    for (const route of routes)
      for (const [alias, path] of [route.path, ...(route.aliases ?? [])].entries()) {
        const key = path.replace('+}', '}');
        const method = route.method.toLowerCase();
        if (paths[key]?.[method] !== undefined) throw new Error(`two routes answer ${route.method} ${key}`);
        paths[key] = { ...paths[key], [method]: operationOf(domain, route, schemas, alias) };
      }
  return paths;
};

/**
 * The API as an OpenAPI 3.1 document, made of the route lists alone. `version` is the product's.
 * Paths and schemas are sorted by name, so that the same routes always give the same bytes.
 */
export const makeOpenapiDocument = (
  version: string,
  lists: readonly RouteList[] = routeLists,
): JsonObject => {
  const schemas = collectJsonSchemas();
  const paths = pathsOf(lists, schemas);
  return {
    openapi: '3.1.0',
    info: { title: 'OpenScript', version, description: about, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/api/v1' }],
    tags: lists.map(({ domain, description }) => ({ name: domain, description })),
    paths: sorted(paths),
    components: {
      schemas: sorted({ ...schemas.components, Error: errorSchema }),
      responses: errorResponses,
      parameters: headerParameters,
      securitySchemes: {
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The `access_token` of `POST /auth/login`',
        },
      },
    },
  };
};
