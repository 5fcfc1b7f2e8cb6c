import type { Operation } from '../platform/api.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { basePath } from '../platform/http-event.ts';
import { readIdempotencyKey } from '../platform/idempotency.ts';
import { newId } from '../platform/ids.ts';
import { created } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { directoryRoutes } from './contract.ts';
import { type Group, viewGroup } from './group.ts';
import { groupNameTaken } from './group-errors.ts';
import type { GroupStore } from './group-store.ts';

export interface GroupDependencies {
  readonly groups: GroupStore;
  readonly now: () => number;
}

/** `POST /groups`: adds one without members; names are different whatever their case. */
export const makeCreateGroup = ({
  groups,
  now,
}: GroupDependencies): Operation<RouteOf<typeof directoryRoutes, 'createGroup'>> => {
  const replay = async (id: string) => {
    const made = await groups.find(id);
    if (made === undefined) throw notFound();
    return created(viewGroup(made), `${basePath}/groups/${id}`);
  };

  return async ({ body: { name, description }, caller, request }) => {
    const key = readIdempotencyKey(request, 'createGroup', caller.userId);
    const earlier = await groups.findEarlier(key, now());
    if (earlier !== undefined) return replay(earlier);
    const id = newId('grp', now());
    const at = new Date(now()).toISOString();
    const group: Group = { id, name, description, members: 0, version: 1, createdAt: at, updatedAt: at };
    const claim = key === undefined ? undefined : { key, subject: id };
    if (await groups.create(group, claim, now()))
      return created(viewGroup(group), `${basePath}/groups/${id}`);
    const meanwhile = await groups.findEarlier(key, now());
    if (meanwhile !== undefined) return replay(meanwhile);
    if (await groups.isTaken(name)) throw groupNameTaken();
    throw conflict(text('groups are being changed by others; try again', '用户组正在被他人修改，请稍后重试'));
  };
};
