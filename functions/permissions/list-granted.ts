import { holds } from '../platform/decide.ts';
import type { Right, ThingType } from '../platform/thing.ts';
import { isLive, type Subject } from './grant.ts';
import type { GrantStore } from './grant-store.ts';

/** What is looked for. `now` is in milliseconds since 1970. */
export interface Wanted {
  readonly type: ThingType;
  readonly right: Right;
  readonly now: number;
}

/** The things of one somebody, in falling order: at most `limit`; ended grants and lesser rights are read over. */
const listOf = async (
  grants: Pick<GrantStore, 'listTo'>,
  subject: Subject,
  { type, right, now }: Wanted,
  before: string | undefined,
  limit: number,
): Promise<readonly string[]> => {
  const ids: string[] = [];
  let after = before;
  for (let end = false; !end && ids.length < limit; ) {
    const read = await grants.listTo(subject, type, after, limit);
    for (const grant of read.rows)
      if (isLive(grant, now) && holds(grant.right, right)) ids.push(grant.thing.id);
    after = read.rows.at(-1)?.thing.id;
    end = read.end || after === undefined;
  }
  return ids.slice(0, limit);
};

/** Ids of what was shared with any of the subjects, each once, in falling order, below `before`; at most `limit`. */
export const listGranted = async (
  grants: Pick<GrantStore, 'listTo'>,
  subjects: readonly Subject[],
  wanted: Wanted,
  before: string | undefined,
  limit: number,
): Promise<readonly string[]> => {
  const lists = await Promise.all(subjects.map((subject) => listOf(grants, subject, wanted, before, limit)));
  return [...new Set(lists.flat())].sort((a, b) => (a < b ? 1 : -1)).slice(0, limit);
};
