import type { Entity, EntityItem, TransactWriteEntity } from 'electrodb';
import type { User, UserRow } from './user.ts';
import { ADMINISTRATORS, type makeAdministratorsEntity, type makeUserEntity } from './user-entities.ts';

type Item = EntityItem<ReturnType<typeof makeUserEntity>>;

/** A row of the table as a user, or as a name that is reserved for one. */
export const userRowOf = (item: Item): UserRow => {
  const { name, username, createdAt } = item;
  const common = { name, username, email: item.email ?? null, createdAt };
  return item.status === 'creating' || item.id === undefined
    ? { status: 'creating', attempt: item.attempt ?? '', ...common }
    : { ...common, ...placeOf(item), status: item.status, id: item.id };
};

const placeOf = (
  item: Item,
): Pick<User, 'displayName' | 'roles' | 'department' | 'groups' | 'invitation' | 'version'> => ({
  displayName: item.displayName ?? null,
  roles: item.roles,
  department: item.department ?? null,
  groups: item.groups ?? [],
  invitation:
    item.invitation === undefined || item.invitedUntil === undefined
      ? null
      : { hash: item.invitation, until: item.invitedUntil },
  version: item.version ?? 0,
});

type AdministratorsEntity = ReturnType<typeof makeAdministratorsEntity>;
/** The same entity as `createWriteTransaction` hands it out. */
type AdministratorsWriter =
  AdministratorsEntity extends Entity<infer A, infer F, infer C, infer S>
    ? TransactWriteEntity<A, F, C, S>
    : never;

/** Counts somebody among the administrators, as an item of the transaction that makes them one. */
export const addAdministrator = (entity: AdministratorsWriter, name: string) =>
  entity
    .upsert({ id: ADMINISTRATORS })
    .add({ names: [name] })
    .commit();

/**
 * Counts somebody no longer, as an item of the transaction that takes the role or disables them: the condition fails
 * when nobody else would be left.
 */
export const removeAdministrator = (entity: AdministratorsWriter, name: string) =>
  entity
    .patch({ id: ADMINISTRATORS })
    .delete({ names: [name] })
    .where(
      ({ names }, { size, contains, escape: literal }) =>
        `(${contains(names, name)} AND ${size(names)} > ${literal(1)}) OR (NOT ${contains(names, name)} AND ${size(names)} > ${literal(0)})`,
    )
    .commit();
