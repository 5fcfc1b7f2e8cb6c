import type * as z from 'zod';
import { auditRoutes } from '../../functions/audit/contract.ts';
import { directoryRoutes } from '../../functions/directory/contract.ts';
import { dropFoldersRoutes } from '../../functions/drop-folders/contract.ts';
import { federationRoutes } from '../../functions/federation/contract.ts';
import { filesRoutes } from '../../functions/files/contract.ts';
import { identityRoutes } from '../../functions/identity/contract.ts';
import type { Route } from '../../functions/platform/route.ts';
import { queueRoutes } from '../../functions/queue/contract.ts';
import { runsRoutes } from '../../functions/runs/contract.ts';
import { schedulesRoutes } from '../../functions/schedules/contract.ts';
import { scriptsRoutes } from '../../functions/scripts/contract.ts';
import { webhooksRoutes } from '../../functions/webhooks/contract.ts';

const routes = [
  ...identityRoutes,
  ...federationRoutes,
  ...scriptsRoutes,
  ...filesRoutes,
  ...runsRoutes,
  ...queueRoutes,
  ...schedulesRoutes,
  ...dropFoldersRoutes,
  ...directoryRoutes,
  ...webhooksRoutes,
  ...auditRoutes,
];

type ApiRoute = (typeof routes)[number];
export type OperationName = ApiRoute['operation'];
export type RouteNamed<Name extends OperationName> = Extract<ApiRoute, { operation: Name }>;

type InputOf<R, Part extends string> =
  R extends Record<Part, infer Schema>
    ? Schema extends z.ZodType
      ? { readonly [Key in Part]: z.input<Schema> }
      : unknown
    : unknown;

/** What an operation takes, as its schemas say. */
export type ApiInput<Name extends OperationName> = InputOf<RouteNamed<Name>, 'params'> & {
  readonly [Key in 'query' | 'body']?: RouteNamed<Name> extends Record<Key, infer Schema>
    ? Schema extends z.ZodType
      ? z.input<Schema> | (Key extends 'body' ? FormData : never)
      : never
    : never;
};

/** What an operation answers. */
export type ApiData<Name extends OperationName> = RouteNamed<Name>['reply'] extends z.ZodType
  ? z.output<RouteNamed<Name>['reply']>
  : unknown;

/** The route of an operation. */
export const routeOf = (name: OperationName): Route => {
  const found = routes.find(({ operation }) => operation === name);
  if (found === undefined) throw new Error(`no operation ${name}`);
  return found;
};

/** The path with its parameters filled in; the rest of a path keeps its slashes. */
export const pathOf = (route: Route, params: Readonly<Record<string, unknown>>): string =>
  route.path.replace(/\{(\w+)(\+?)\}/g, (_, name: string, rest: string) => {
    const value = String(params[name]);
    return rest === '' ? encodeURIComponent(value) : value.split('/').map(encodeURIComponent).join('/');
  });
