import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { scriptsRoutes } from './contract.ts';
import packages from './generated/packages.json' with { type: 'json' };

/** The runner's Python and packages, as generated from the image's requirements. */
export const makeListPackages = (): Operation<RouteOf<typeof scriptsRoutes, 'listPackages'>> => async () =>
  ok(packages);
