import { collectPage } from '../platform/collect-page.ts';
import type { Cursors } from '../platform/cursor.ts';
import { type HttpReply, ok } from '../platform/request.ts';
import type { QueryOf, RouteOf } from '../platform/route.ts';
import type { identityRoutes } from './contract.ts';
import type { SignInEvent } from './sign-in-event.ts';
import { type SignInLog, type SignInPlace, type Stretch, whoOf } from './sign-in-log.ts';

type ListSignIns = RouteOf<typeof identityRoutes, 'listSignIns'>;

export interface ListSignInsDependencies {
  readonly signIns: Pick<SignInLog, 'list'>;
  readonly cursors: Cursors;
  readonly now: () => number;
}

/** A minute more than now: the clock that made an id may have been ahead of this one. */
const AHEAD_MS = 60_000;

const viewSignIn = (event: SignInEvent) => ({
  id: event.id,
  at: event.at,
  user: event.name,
  typed_digest: event.typedDigest,
  typed_length: event.typedLength,
  outcome: event.outcome,
  reason: event.reason,
  device: event.device,
  user_agent: event.userAgent,
  address: event.address,
});

/** A position that this very list has signed. */
const placeOf = (position: string | undefined): SignInPlace | undefined =>
  position === undefined ? undefined : (JSON.parse(position) as SignInPlace);

/** One page of the log, of one user or of everybody. */
export const pageOfLog = async (
  { signIns, cursors, now }: ListSignInsDependencies,
  name: string | undefined,
  { page_size, cursor, outcome, address, since, until }: Omit<QueryOf<ListSignIns>, 'user'>,
  scope: readonly unknown[],
): Promise<HttpReply> => {
  const whole = [...scope, name, outcome, address, since, until];
  const start = await cursors.open(cursor, whole);
  const stretch: Stretch = {
    since: since === undefined ? 0 : Date.parse(since),
    until: until === undefined ? now() + AHEAD_MS : Date.parse(until),
  };
  const page = await collectPage(
    {
      read: (after, limit) => signIns.list(name, stretch, placeOf(after), limit),
      positionOf: (event) => JSON.stringify({ who: whoOf(event), id: event.id } satisfies SignInPlace),
      keep: (event) =>
        (outcome === undefined || event.outcome === outcome) &&
        (address === undefined || event.address === address),
    },
    page_size,
    start,
  );
  return ok({
    items: page.rows.map(viewSignIn),
    page_size,
    next_cursor: await cursors.seal(page.next, whole),
  });
};
