import type { Operation } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { directoryRoutes } from './contract.ts';
import { viewGroup } from './group.ts';
import type { GroupStore } from './group-store.ts';

/** `GET /groups/{id}`. */
export const makeShowGroup =
  ({
    groups,
  }: {
    readonly groups: Pick<GroupStore, 'find'>;
  }): Operation<RouteOf<typeof directoryRoutes, 'showGroup'>> =>
  async ({ params: { id } }) => {
    const group = await groups.find(id);
    if (group === undefined) throw notFound();
    return ok(viewGroup(group));
  };
