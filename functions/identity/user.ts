import { type FieldError, invalidField } from '../platform/errors.ts';
import { type Caller, type Role, roles } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import { isCommonPassword } from './common-passwords.ts';
import { usernameSchema } from './user-schema.ts';

/** A user as the platform keeps it: the row counts; passwords are the user pool's. */
export interface User {
  /** The user pool's `sub`. */
  readonly id: string;
  /** The name that counts: see {@link normalizeUsername}. */
  readonly name: string;
  /** The name as it was given, to be shown. */
  readonly username: string;
  readonly displayName: string | null;
  readonly email: string | null;
  /** A disabled user's tokens are refused, and nothing is started in their name. */
  readonly status: 'active' | 'disabled';
  /**
   * Names of roles, built-in and custom ones. Undefined in a row that is older than this attribute: until the next
   * sign-in completes it, the groups of the user pool count.
   */
  readonly roles: readonly string[] | undefined;
  /** The id of the department, at most one. */
  readonly department: string | null;
  /** Ids of groups. */
  readonly groups: readonly string[];
  /** A code that lets whoever has it set the password, once: SHA-256 of its secret part, and until when it is good. */
  readonly invitation: { readonly hash: string; readonly until: string } | null;
  readonly createdAt: string;
  /** Counts changes; 0 for a row that is older than this attribute. */
  readonly version: number;
}

/** A name that is taken but whose user is not complete yet. */
export interface Reservation {
  readonly name: string;
  readonly username: string;
  readonly email: string | null;
  /** Names this attempt, so that one that was taken over cannot finish. */
  readonly attempt: string;
  readonly createdAt: string;
}

export type UserRow = User | ({ readonly status: 'creating' } & Reservation);

/** What somebody asks for who registers. */
export interface NewUser {
  readonly username: string;
  readonly password: string;
  readonly email?: string | undefined;
}

/** A user as somebody starts who is made with these roles and belongs nowhere yet. */
export const freshUser = (
  who: Pick<User, 'id' | 'name' | 'username' | 'email' | 'createdAt'>,
  held: readonly string[],
): User => ({
  ...who,
  displayName: null,
  status: 'active',
  roles: held,
  department: null,
  groups: [],
  invitation: null,
  version: 1,
});

/** The names that are built-in roles; what else a user may hold is explained by whoever knows custom roles. */
export const rolesOf = (names: readonly string[]): readonly Role[] =>
  roles.filter((role) => names.includes(role));

/** A user as who calls. `poolGroups` count for a row that has no roles yet. */
export const callerOf = (user: User, sessionId: string, poolGroups: readonly string[]): Caller => {
  const roleNames = user.roles ?? rolesOf(poolGroups);
  return {
    userId: user.id,
    username: user.name,
    roles: rolesOf(roleNames),
    roleNames,
    department: user.department,
    groups: user.groups,
    sessionId,
  };
};

/**
 * The form in which two names are the same: NFKC (so that `ａｄｍｉｎ` is `admin`) and lower case. It is the user pool's
 * user name and the key of the user's row. Undefined when what comes out is no user name (NFKC may bring in spaces).
 */
export const normalizeUsername = (given: string): string | undefined => {
  const name = given.normalize('NFKC').toLowerCase().normalize('NFKC');
  return usernameSchema.safeParse(name).success ? name : undefined;
};

/** The same, for somebody who wants a name: throws 40001 instead. */
export const wantedName = (given: string): string => {
  const name = normalizeUsername(given);
  if (name === undefined)
    throw invalidField(
      'username',
      text(
        'must start with a letter and hold only letters, digits and ._-',
        '必须以字母开头，只能包含字母、数字和 ._-',
      ),
    );
  return name;
};

/** Where shorter passwords are allowed (a trial on one machine), nothing is said against `admin`. */
const STRICT_FROM = 8;

const guessable = (field: string, password: string, username: string): FieldError[] => {
  const faults: FieldError[] = [];
  if (username !== '' && password.normalize('NFKC').toLowerCase().includes(username.toLowerCase()))
    faults.push({ field, message: text('must not contain the user name', '不能包含用户名') });
  if (isCommonPassword(password))
    faults.push({
      field,
      message: text('is one of the first that are tried; choose another', '过于常见、容易被猜中，请另选一个'),
    });
  return faults;
};

/**
 * The password rule: a minimum length (NIST SP 800-63B §3.1.1 advises length over character classes), nothing that is
 * guessed first where the stage asks for eight characters or more, and nothing the user pool refuses: white space at
 * either end, line breaks and other control characters. Lengths count characters, not UTF-16 units.
 */
export const passwordFaults = (
  field: string,
  password: string,
  minLength: number,
  username = '',
): FieldError[] => {
  const faults: FieldError[] = minLength < STRICT_FROM ? [] : guessable(field, password, username);
  if ([...password].length < minLength)
    faults.push({
      field,
      message: text(`must have at least ${minLength} characters`, `至少需要 ${minLength} 个字符`),
    });
  if (password.trim() !== password)
    faults.push({
      field,
      message: text('must not start or end with white space', '首尾不能是空白字符'),
    });
  if (/\p{Cc}/u.test(password) || !password.isWellFormed())
    faults.push({
      field,
      message: text('must not contain control characters', '不能包含控制字符'),
    });
  return faults;
};

/** A user as the API answers it. */
export const userReply = (user: User, held: readonly string[]) => ({
  id: user.id,
  username: user.username,
  display_name: user.displayName,
  email: user.email,
  roles: [...held],
  department: user.department,
  groups: [...user.groups],
  created_at: user.createdAt,
});
