import type { Operation } from '../platform/api.ts';
import type { RouteOf } from '../platform/route.ts';
import type { systemRoutes } from './contract.ts';

/** How long a client may keep the document and the page, in seconds: they change with a deployment only. */
export const REFERENCE_KEPT_SECONDS = 300;

/** `GET /openapi.json`: the document as it was generated, without an envelope. */
export const makeShowOpenapi = (document: object): Operation<RouteOf<typeof systemRoutes, 'showOpenapi'>> => {
  let body: string | undefined;
  return async () => {
    body ??= JSON.stringify(document);
    return {
      status: 200,
      headers: { 'cache-control': `public, max-age=${REFERENCE_KEPT_SECONDS}` },
      raw: { contentType: 'application/json; charset=utf-8', body },
    };
  };
};
