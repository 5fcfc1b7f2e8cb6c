import type * as z from 'zod';
import type { ErrorCode } from './errors.ts';
import type { Access } from './permissions.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a route answers on success: the schema of `data`, or a redirect, or a document that is not JSON. */
export type Reply = z.ZodType | 'redirect' | 'html' | 'csv' | 'json-document';

/**
 * What the audit log says of a route. `action` (`<things>.<verb>`) is written with the change by the operation's `audited`, or
 * by the platform when the operation wrote none; on a GET it makes a sensitive read that is recorded each time.
 * `none` says why a route that is no GET leaves nothing in the log.
 */
export type RouteAudit =
  | {
      readonly action: string;
      /** The kind of thing; its id is the first parameter of the path. */
      readonly resource: string;
    }
  | { readonly none: string };

/**
 * One route of the API: the single source of request validation, the gateway's route, the OpenAPI document,
 * and the console's and the command line's client types.
 */
export interface Route {
  /** One name per operation everywhere: `startRun` = `start-run.ts` = log field = metric. */
  readonly operation: string;
  readonly method: Method;
  /** Below `/api/v1`, parameters in braces: `/runs/{id}`; `{path+}` takes the rest with its slashes. */
  readonly path: string;
  /** Other paths of the same handler (the prototype's). */
  readonly aliases?: readonly string[];
  readonly access: Access;
  /** Whether the caller must have given password or code in the last ten minutes (40301 `step_up_required`). */
  readonly stepUp?: boolean;
  readonly summary: string;
  /** What the summary cannot say; goes into the OpenAPI document. */
  readonly description?: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Whether an absent body counts as `{}`. */
  readonly bodyOptional?: boolean;
  /**
   * `multipart` bodies reach the operation as text fields, a file named `file` among them. `bytes`: nothing reads the body
   * before the operation, which finds it in the request; `body` only describes it.
   */
  readonly bodyType?: 'json' | 'multipart' | 'json-or-multipart' | 'bytes';
  readonly reply: Reply;
  /** HTTP statuses of success, the usual one first. */
  readonly status: readonly [number, ...number[]];
  /** Error codes beyond those every route may answer (40001, 40101, 40301, 42901, 50001, 50301). */
  readonly errors?: readonly ErrorCode[];
  readonly audit?: RouteAudit;
  /** Takes an `Idempotency-Key`. */
  readonly idempotent?: boolean;
}

/** Declares a route list and keeps each operation's literal types. */
export const routes = <const List extends readonly Route[]>(list: List): List => list;

type Shape<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** A faithful name for the operations of a route list, e.g. `'startRun' | 'listRuns'`. */
export type OperationOf<List extends readonly Route[]> = List[number]['operation'];

export type RouteOf<List extends readonly Route[], Name> = Extract<List[number], { operation: Name }>;

export type ParamsOf<R> = R extends { params: infer S } ? Shape<S> : Record<string, never>;
export type QueryOf<R> = R extends { query: infer S } ? Shape<S> : Record<string, never>;
export type BodyOf<R> = R extends { bodyType: 'bytes' }
  ? undefined
  : R extends { body: infer S }
    ? Shape<S>
    : undefined;
