import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { scriptsRoutes } from './contract.ts';
import type { Inspect } from './inspection.ts';
import { checkSource, encodeSource, stemOf } from './upload.ts';

/** Inspects a source as an upload would, and stores nothing. */
export const makeInspectScript =
  ({ inspect }: { inspect: Inspect }): Operation<RouteOf<typeof scriptsRoutes, 'inspectScript'>> =>
  async ({ body }) => {
    stemOf(body.file_name);
    return ok(await inspect(body.file_name, checkSource(encodeSource(body.source))));
  };
