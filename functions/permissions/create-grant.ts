import type { Operation } from '../platform/api.ts';
import { conflict, invalidField } from '../platform/errors.ts';
import { basePath } from '../platform/http-event.ts';
import { newId } from '../platform/ids.ts';
import { created } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { permissionsRoutes } from './contract.ts';
import { MAX_GRANTS } from './contract.ts';
import type { FindSubject } from './find-subject.ts';
import { type FindThing, findToShare, rightsOn } from './find-things.ts';
import type { Grant } from './grant.ts';
import type { GrantStore } from './grant-store.ts';
import { viewGrant } from './views.ts';

export interface CreateGrantDependencies {
  readonly grants: Pick<GrantStore, 'listOn' | 'put'>;
  readonly findThing: FindThing;
  readonly findSubject: FindSubject;
  readonly now: () => number;
}

const MAX_ROUNDS = 5;

/** Gives somebody a right on one thing, in the place of the one they had on it. */
export const makeCreateGrant =
  ({
    grants,
    findThing,
    findSubject,
    now,
  }: CreateGrantDependencies): Operation<RouteOf<typeof permissionsRoutes, 'createGrant'>> =>
  async ({ body, caller }) => {
    const { resource, right, until } = body;
    const { type, id } = await findToShare(findThing, caller, resource);
    if (!rightsOn[type].includes(right))
      throw invalidField(
        'right',
        text(`on this it is one of ${rightsOn[type].join(', ')}`, `此处只能是 ${rightsOn[type].join('、')}`),
      );
    const at = now();
    if (until !== null && Date.parse(until) <= at)
      throw invalidField('until', text('must be in the future', '必须晚于现在'));
    const subject = await findSubject(body.to);
    if (subject === undefined)
      throw invalidField(
        'to',
        text('there is no such user, group or department', '没有此用户、用户组或部门'),
      );
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const present = await grants.listOn({ type, id });
      const before = present.find(({ to }) => to.type === subject.type && to.id === subject.id);
      if (before === undefined && present.length >= MAX_GRANTS)
        throw conflict(
          text(
            `it is shared ${MAX_GRANTS} times already; share it with a group`,
            `已共享 ${MAX_GRANTS} 次，请改为共享给用户组`,
          ),
        );
      const grant: Grant = {
        id: newId('grt', at),
        thing: { type, id },
        to: { type: subject.type, id: subject.id },
        toName: subject.name,
        right,
        until,
        grantedBy: caller.username,
        createdAt: new Date(at).toISOString(),
      };
      if (await grants.put(before, grant)) return created(viewGrant(grant), `${basePath}/grants/${grant.id}`);
    }
    throw conflict(text('others are sharing it at the same time; try again', '他人正在同时共享，请重试'));
  };
