import { holds } from '../platform/decide.ts';
import type { Caller } from '../platform/permissions.ts';
import { type Right, rightNames, type ThingType } from '../platform/thing.ts';
import type { SubjectType } from './vocabulary-schema.ts';

/** Whom a right is given to. */
export interface Subject {
  readonly type: SubjectType;
  readonly id: string;
}

/** A right on one thing, given to somebody. */
export interface Grant {
  readonly id: string;
  readonly thing: { readonly type: ThingType; readonly id: string };
  readonly to: Subject;
  /** The user's, group's or department's name when it was given. */
  readonly toName: string;
  readonly right: Right;
  /** From then on it counts for nothing; null: it has no end. */
  readonly until: string | null;
  readonly grantedBy: string;
  readonly createdAt: string;
}

/** Whether a grant counts at a time, in milliseconds since 1970. */
export const isLive = ({ until }: Pick<Grant, 'until'>, now: number): boolean =>
  until === null || Date.parse(until) > now;

/** Everybody that a caller is: what was given to one of them is theirs. `departments`: the own one and those above it. */
export const subjectsOf = (
  { userId, groups }: Pick<Caller, 'userId' | 'groups'>,
  departments: readonly string[],
): readonly Subject[] => [
  { type: 'user', id: userId },
  ...groups.map((id) => ({ type: 'group', id }) as const),
  ...departments.map((id) => ({ type: 'department', id }) as const),
];

/** Whom a right on a thing was given to, by the least right that theirs holds. */
export type Sharing = Readonly<Record<Right, readonly Subject[]>>;

/** The live grants of a thing, sorted by the rights they hold. */
export const sharingOf = (grants: readonly Grant[], now: number): Sharing => {
  const live = grants.filter((grant) => isLive(grant, now));
  const having = (right: Right) => live.filter((grant) => holds(grant.right, right)).map(({ to }) => to);
  return Object.fromEntries(rightNames.map((right) => [right, having(right)])) as unknown as Sharing;
};

export const nobody: Sharing = { view: [], run: [], edit: [], manage: [] };
