import { type AuditContext, auditContext, recordEvent, type WriteAuditEvent } from './audit-context.ts';
import { type AuditActor, type AuditResource, MAX_DEVICE, MAX_PAGE } from './audit-event.ts';
import { type AuditLimit, makeAuditLimit } from './audit-limit.ts';
import { redactForAudit } from './audit-redaction.ts';
import { type ApiError, errorCodes } from './errors.ts';
import type { Log } from './log.ts';
import type { Caller } from './permissions.ts';
import type { ParsedRequest } from './read-request.ts';
import type { HttpRequest } from './request.ts';
import type { Route } from './route.ts';

/** What the audit log learns of one route's requests, in this order. */
export interface RouteAuditor {
  /** The context in which a request is worked on. */
  contextOf(request: HttpRequest): Partial<AuditContext> & Pick<AuditContext, 'origin'>;
  signedIn(caller: Caller): void;
  asked(input: ParsedRequest): void;
  /** Records what the operation did not record itself. A read of something sensitive is not answered unless it is recorded. */
  done(): Promise<void>;
  /** Records a refusal; the answer does not wait for a table that fails. */
  refused(
    error: ApiError,
    pathParameters: Readonly<Record<string, string | undefined>> | undefined,
  ): Promise<void>;
}

/** Nobody signed in. */
export const nobody: AuditActor = {
  type: 'nobody',
  id: '',
  name: '',
  roles: [],
  session: null,
  on_behalf_of: null,
};

/** Strangers' refusals are recorded once a minute for each address, with the number of those left out. */
const STRANGERS_MS = 60_000;
type AuditPlatform = {
  readonly now: () => number;
  readonly log: Log;
  readonly writeAuditEvent?: WriteAuditEvent;
};
/** All routes of a platform share one. */
const limits = new WeakMap<AuditPlatform, AuditLimit>();
const limitOf = (platform: AuditPlatform): AuditLimit => {
  const limit = limits.get(platform) ?? makeAuditLimit(STRANGERS_MS);
  limits.set(platform, limit);
  return limit;
};
/** An id in a path may be anything; longer ones name nothing. */
const MAX_ID = 300;

/** The first parameter of the path; one that is a secret (a webhook's address) is not told. */
const firstOf = (values: Readonly<Record<string, unknown>> | undefined): string =>
  String(Object.values(redactForAudit(values ?? {}) as Record<string, unknown>)[0] ?? '').slice(0, MAX_ID);

/** The kind of thing a path is about, as contracts name it: `/drop-folders/{id}` → `drop_folder`. */
const kindOf = ({ path }: Route): string => (path.split('/')[1] ?? '').replaceAll('-', '_').replace(/s$/, '');

const resourceOf = (route: Route, params: Readonly<Record<string, unknown>> | undefined): AuditResource => ({
  type: route.audit !== undefined && 'action' in route.audit ? route.audit.resource : kindOf(route),
  id: firstOf(params),
});

const actionOf = ({ audit, operation }: Route): string =>
  audit !== undefined && 'action' in audit ? audit.action : operation;

const isRefusal = (error: ApiError, route: Route): boolean =>
  error.code === errorCodes.notAllowed ||
  error.code === errorCodes.notSignedIn ||
  (error.code === errorCodes.notFound && route.params !== undefined);

/** What the log keeps of what was asked for. Of a body that holds secrets, or whose route leaves nothing there, nothing. */
const argumentsOf = ({ params, query, body }: ParsedRequest, { method, audit }: Route) => ({
  params,
  ...(method === 'GET' ? { query } : {}),
  ...(body === undefined || audit === undefined || 'none' in audit || audit.secretBody ? {} : { body }),
});

/** The audit of one route. */
export const makeRouteAudit = (
  route: Route,
  platform: AuditPlatform,
  limit: AuditLimit = limitOf(platform),
): RouteAuditor => {
  const { audit } = route;
  const declared = audit !== undefined && 'action' in audit ? audit : undefined;
  return {
    contextOf: (request) => ({
      origin: {
        actor: nobody,
        address: request.sourceIp,
        device: (request.headers['user-agent'] ?? '').slice(0, MAX_DEVICE),
        page: (request.headers['x-openscript-page'] ?? '').slice(0, MAX_PAGE),
        request_id: request.requestId,
        operation: route.operation,
      },
      action: declared?.action,
      now: platform.now,
      write: platform.writeAuditEvent,
    }),
    signedIn: ({ userId, username, roles, sessionId }) => {
      const context = auditContext();
      const actor: AuditActor = {
        type: 'user',
        id: userId,
        name: username,
        roles: [...roles],
        session: sessionId,
        on_behalf_of: null,
      };
      context.origin = { ...context.origin, actor };
    },
    asked: (input) => {
      auditContext().arguments = argumentsOf(input, route);
    },
    done: async () => {
      const { tally, write, arguments: given } = auditContext();
      if (declared === undefined || write === undefined) return;
      if (route.method !== 'GET' && tally.written > 0) return;
      const { params } = given as { params: Readonly<Record<string, unknown>> };
      await recordEvent({
        action: declared.action,
        resource: resourceOf(route, params),
        outcome: 'done',
        arguments: given,
      });
    },
    refused: async (error, pathParameters) => {
      const { origin, write, now, arguments: given } = auditContext();
      const failedChange = error.status >= 500 && route.method !== 'GET' && declared !== undefined;
      if (write === undefined || (!isRefusal(error, route) && !failedChange)) return;
      const stranger = origin.actor.type === 'nobody';
      // Strangers mistype: what stands in the field of the name may be a password (docs/adr/0101).
      const told = route.access === 'public' ? null : given;
      const leftOut = stranger ? limit(`${error.code} ${origin.address}`, now()) : 0;
      if (leftOut === undefined) return;
      try {
        await recordEvent({
          action: actionOf(route),
          resource: resourceOf(route, pathParameters),
          outcome: failedChange ? 'failed' : 'refused',
          reason: `${error.code} ${error.text.en}`,
          arguments: leftOut > 0 ? { like_it_before: leftOut, request: told } : told,
        });
      } catch (cause) {
        platform.log.error('a refusal was not recorded', { operation: route.operation, cause });
      }
    },
  };
};
