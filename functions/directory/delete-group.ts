import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { directoryRoutes } from './contract.ts';
import type { GroupDependencies } from './create-group.ts';
import { groupNotEmpty } from './group-errors.ts';
import { stale } from './user-rules.ts';

/** `DELETE /groups/{id}`: only one without members goes. */
export const makeDeleteGroup =
  ({ groups }: GroupDependencies): Operation<RouteOf<typeof directoryRoutes, 'deleteGroup'>> =>
  async ({ params: { id } }) => {
    const group = await groups.find(id);
    if (group === undefined) throw notFound();
    if (group.members > 0) throw groupNotEmpty(group.members);
    if (await groups.remove(group)) return ok(null);
    const now = await groups.find(id);
    if (now === undefined) throw notFound();
    throw now.members > 0 ? groupNotEmpty(now.members) : stale();
  };
