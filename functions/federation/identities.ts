import type { User } from '../identity/index.ts';
import type { RoleBook } from '../permissions/index.ts';
import { ApiError, conflict, errorCodes, invalidField, notFound } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import { isProfileName } from './admission.ts';
import type { Identity, PoolIdentities } from './pool-identities.ts';
import type { SignInProvider } from './providers.ts';

/** What the operations on identities work with. */
export interface IdentitiesDependencies {
  readonly providers: readonly SignInProvider[];
  readonly identities: PoolIdentities;
  readonly findUser: (id: string) => Promise<User | undefined>;
  readonly roles: Pick<RoleBook, 'permissionsOf'>;
}

/** The user and the identities they have; throws 40401. */
export const findWithIdentities = async (
  { findUser, identities }: IdentitiesDependencies,
  id: string,
): Promise<{ user: User; held: readonly Identity[] }> => {
  const user = await findUser(id);
  const held = user === undefined ? undefined : await identities.listOf(user.name);
  if (user === undefined || held === undefined) throw notFound();
  return { user, held };
};

/**
 * Throws 40301 for a user who may more than the caller: whoever could give them an identity could sign in as them.
 */
export const requireManageable = async (
  { roles }: Pick<IdentitiesDependencies, 'roles'>,
  caller: Caller,
  user: User,
): Promise<void> => {
  const own = await roles.permissionsOf(caller.roleNames);
  const theirs = await roles.permissionsOf(user.roles ?? []);
  if (theirs.every((permission) => own.includes(permission))) return;
  throw new ApiError(
    errorCodes.notAllowed,
    text(
      'this user may more than you; ask somebody who may as much',
      '该用户的权限高于您，请联系具有同等权限的管理员',
    ),
  );
};

/** Throws 40901 for a user whom one of these identities made: it is their only way in, and the pool links them no other. */
export const requireNative = (user: User, identities: readonly Identity[]): void => {
  if (!identities.some((identity) => isProfileName(user.name, identity))) return;
  throw conflict(
    text(
      'this user was made by this identity and has no other way in; disable the user instead',
      '该用户由此身份创建，没有其他登录方式；请改为停用该用户',
    ),
  );
};

/** Throws 40001 for a provider that the stage does not offer. */
export const requireProvider = (providers: readonly SignInProvider[], id: string): void => {
  if (providers.some((provider) => provider.id === id)) return;
  throw invalidField('provider', text('is not one that this stage offers', '不是本系统提供的登录方式'));
};

export const identityTaken = () =>
  conflict(
    text(
      'this identity is a user’s already, or the user has one at this provider',
      '该身份已属于某个用户，或该用户在此登录方式下已有身份',
    ),
  );

export const identityReply = ({ provider, subject, linkedAt }: Identity) => ({
  provider,
  subject,
  linked_at: linkedAt,
});
