import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { directoryRoutes } from './contract.ts';
import type { GroupDependencies } from './create-group.ts';
import { nameKey } from './department-tree.ts';
import { type Group, viewGroup } from './group.ts';
import { groupNameTaken } from './group-errors.ts';
import { stale } from './user-rules.ts';

/** `PATCH /groups/{id}`: another name or description. */
export const makeChangeGroup =
  ({ groups, now }: GroupDependencies): Operation<RouteOf<typeof directoryRoutes, 'changeGroup'>> =>
  async ({ params: { id }, body }) => {
    const before = await groups.find(id);
    if (before === undefined) throw notFound();
    if (before.version !== body.version) throw stale();
    const after: Group = {
      ...before,
      name: body.name ?? before.name,
      description: body.description ?? before.description,
      version: before.version + 1,
      updatedAt: new Date(now()).toISOString(),
    };
    const renamed = nameKey(after.name) !== nameKey(before.name);
    if (await groups.replace(before, after)) return ok(viewGroup(after));
    if (renamed && (await groups.isTaken(after.name))) throw groupNameTaken();
    throw stale();
  };
