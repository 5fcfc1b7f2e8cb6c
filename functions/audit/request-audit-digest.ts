import * as z from 'zod';
import type { Operation } from '../platform/api.ts';
import type { InvokeFunction } from '../platform/function-failed.ts';
import { created } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { auditRoutes } from './contract.ts';

const answer = z.object({ number: z.int(), made_at: z.string(), objects: z.int() });

/** Has a digest made now, instead of at the full hour. */
export const makeRequestAuditDigest =
  ({
    invoke,
    digestFunction,
  }: {
    invoke: InvokeFunction;
    digestFunction: string;
  }): Operation<RouteOf<typeof auditRoutes, 'requestAuditDigest'>> =>
  async () => {
    const made = answer.parse(await invoke(digestFunction, {}));
    return created(made, '/api/v1/audit/archive?prefix=digests/');
  };
