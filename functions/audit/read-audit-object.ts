import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { Archive } from './archive.ts';
import type { auditRoutes } from './contract.ts';

/** Gives one object of the archive as it is: canonical JSON in UTF-8, which survives being text on its way. */
export const makeReadAuditObject =
  ({
    archive,
  }: {
    archive: Pick<Archive, 'read'>;
  }): Operation<RouteOf<typeof auditRoutes, 'readAuditObject'>> =>
  async ({ params }) => {
    const bytes = await archive.read(params.path);
    if (bytes === undefined) throw notFound();
    return ok({ key: params.path, text: bytes.toString('utf8') });
  };
