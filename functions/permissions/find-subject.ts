import type { SubjectType } from './vocabulary-schema.ts';

/** A user, group or department that something is shared with. */
export interface FoundSubject {
  readonly type: SubjectType;
  readonly id: string;
  readonly name: string;
}

/** Finds whom somebody means, by id or (a user) by name; undefined: there is none, or both or neither were given. */
export type FindSubject = (wanted: {
  readonly type: SubjectType;
  readonly id?: string | undefined;
  readonly username?: string | undefined;
}) => Promise<FoundSubject | undefined>;

/** Where subjects are looked up. */
export interface SubjectSources {
  readonly findUser: (by: {
    readonly id?: string | undefined;
    readonly username?: string | undefined;
  }) => Promise<{ readonly id: string; readonly username: string } | undefined>;
  readonly findGroup: (id: string) => Promise<{ readonly id: string; readonly name: string } | undefined>;
  readonly findDepartment: (
    id: string,
  ) => Promise<{ readonly id: string; readonly name: string } | undefined>;
}

export const makeFindSubject =
  ({ findUser, findGroup, findDepartment }: SubjectSources): FindSubject =>
  async ({ type, id, username }) => {
    if ((id === undefined) === (username === undefined)) return undefined;
    if (type === 'user') {
      const user = await findUser({ id, username });
      return user && { type, id: user.id, name: user.username };
    }
    if (id === undefined) return undefined;
    const found = await (type === 'group' ? findGroup(id) : findDepartment(id));
    return found && { type, id: found.id, name: found.name };
  };
