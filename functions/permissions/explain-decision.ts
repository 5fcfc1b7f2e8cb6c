import type { Operation } from '../platform/api.ts';
import { decide } from '../platform/decide.ts';
import { invalidField, notAllowed, notFound } from '../platform/errors.ts';
import { type Permission, permissions } from '../platform/permission-names.ts';
import { type Caller, may } from '../platform/permissions.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import { type ObjectAction, objectActions, ruleOf, type Thing } from '../platform/thing.ts';
import { type FindStanding, grantsOn } from './authority.ts';
import type { permissionsRoutes } from './contract.ts';
import type { Engine } from './engine.ts';
import { type FindThing, seeing } from './find-things.ts';
import { sharingOf } from './grant.ts';
import type { GrantStore } from './grant-store.ts';
import { reasonsOfPermission, reasonsOfThing } from './reasons.ts';

export interface ExplainDependencies {
  readonly findStanding: FindStanding;
  /** A user as who calls; undefined: there is none of this id. */
  readonly findCaller: (userId: string) => Promise<Caller | undefined>;
  readonly findThing: FindThing;
  readonly grants: Pick<GrantStore, 'listOn'>;
  readonly engine: () => Promise<Engine>;
  readonly now: () => number;
}

const isPermission = (action: string): action is Permission => permissions.some((name) => name === action);
const isObjectAction = (action: string): action is ObjectAction => action in objectActions;

/** Decides as the platform would, and says which policies decided and why. */
export const makeExplainDecision = ({
  findStanding,
  findCaller,
  findThing,
  grants,
  engine,
  now,
}: ExplainDependencies): Operation<RouteOf<typeof permissionsRoutes, 'explainDecision'>> => {
  const findWhom = async (asker: Caller, userId: string | undefined): Promise<Caller> => {
    if (userId === undefined || userId === asker.userId) return asker;
    if (!may(asker, 'permissions.read')) throw notAllowed('permissions.read');
    const found = await findCaller(userId);
    if (found === undefined) throw notFound();
    return found;
  };
  const findWhat = async (
    asker: Caller,
    { type, id }: { readonly type: Thing['type']; readonly id: string },
  ): Promise<Thing> => {
    const thing = await findThing(type, id);
    const visible =
      thing !== undefined && (may(asker, 'permissions.read') || (await decide(asker, seeing[type], thing)));
    if (!visible) throw notFound();
    return thing;
  };

  return async ({ body: { user_id, action, resource }, caller, request }) => {
    const whom = await findWhom(caller, user_id);
    const thing = resource === undefined ? undefined : await findWhat(caller, resource);
    const standing = await findStanding(whom, { departments: true });
    const { snapshot, principal } = standing;
    const { builtInWords } = await import('./policy-texts.ts');
    const explained = async () => {
      if (thing === undefined) {
        if (!isPermission(action))
          throw invalidField('resource', text('is needed for this action', '此操作需要指定 resource'));
        const decision = (await engine()).decidePermission(snapshot, principal, action);
        return { decision, reasons: reasonsOfPermission(decision, standing, action, builtInWords) };
      }
      if (!isObjectAction(action) || !ruleOf(action).on.includes(thing.type))
        throw invalidField('action', text('is nothing that is done to this', '不适用于此对象'));
      const given = await grantsOn(grants, thing);
      const at = now();
      const decision = (await engine()).decideThing(snapshot, principal, action, thing, sharingOf(given, at));
      const reasons = reasonsOfThing(decision, standing, action, thing, given, builtInWords, at);
      return { decision, reasons };
    };
    const { decision, reasons } = await explained();
    return ok({
      allowed: decision.allowed,
      user: {
        id: whom.userId,
        username: whom.username,
        roles: [...whom.roleNames],
        department: whom.department,
      },
      action,
      policies: [...decision.policies],
      reasons: reasons.map((reason) => reason[request.language]),
    });
  };
};
