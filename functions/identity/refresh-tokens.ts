import type { Operation } from '../platform/api.ts';
import { invalidField, notSignedIn } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { HttpRequest } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { deriveKey, openText, sealText } from '../platform/sealed-text.ts';
import { text } from '../platform/text.ts';
import type { identityRoutes } from './contract.ts';
import { newNonce } from './open-session.ts';
import type { PoolSignIns } from './pool-sign-ins.ts';
import type { RecordSignIn } from './record-sign-in.ts';
import {
  isAlive,
  openRefreshToken,
  type RefreshToken,
  refreshVerdict,
  type Session,
  sealRefreshToken,
} from './session.ts';
import type { Sessions } from './session-store.ts';
import { digestOf } from './token-digest.ts';
import { type ReplyTokens, tokensReply } from './tokens-reply.ts';
import type { VerifyAccessToken } from './verify-access-token.ts';

export interface RefreshTokensDependencies extends ReplyTokens {
  readonly pool: Pick<PoolSignIns, 'refresh'>;
  readonly sessions: Pick<Sessions, 'find' | 'rotate' | 'revoke'>;
  readonly verify: VerifyAccessToken;
  readonly record: RecordSignIn;
  readonly now: () => number;
  readonly log: Log;
}

const PURPOSE = 'identity refresh successor';
const subjectOf = (session: Session): string => `${session.userId} ${session.id}`;

/** The part of the next refresh token that only the holder of this one can read in the session's row. */
const sealNonce = (token: string, session: Session, nonce: string): string =>
  sealText(deriveKey(token, PURPOSE), nonce, subjectOf(session));
const openNonce = (token: string, session: Session): string =>
  openText(deriveKey(token, PURPOSE), session.sealedNonce ?? '', subjectOf(session));

/**
 * `POST /auth/refresh`: a new access token and a new refresh token for the one in force. One that was just replaced gets
 * the same successor once more (ADR 0100); an older one ends the session. The session must be alive before the user pool
 * is asked at all, and what the pool gives must belong to it.
 */
export const makeRefreshTokens = (
  deps: RefreshTokensDependencies,
): Operation<RouteOf<typeof identityRoutes, 'refreshTokens'>> => {
  const endStolen = async ({ userId, id, username }: Session, request: HttpRequest): Promise<void> => {
    await deps.sessions.revoke(userId, id, new Date(deps.now()).toISOString());
    deps.log.warn('a refresh token was used again: its session is ended', { user_id: userId, session: id });
    const attempt = { typed: username, name: username, outcome: 'refused', sessionId: id } as const;
    await deps.record({ ...attempt, reason: 'refresh_reused' }, request);
  };

  /** The session of a token that may be answered. Throws 40101 for any other, and ends a session that is stolen. */
  const accept = async (token: string, opened: RefreshToken, request: HttpRequest) => {
    const session = await deps.sessions.find(opened.userId, opened.sessionId);
    if (!isAlive(session, deps.now())) throw notSignedIn();
    const verdict = refreshVerdict(session, token, opened.poolToken, deps.now());
    if (verdict === 'reused') await endStolen(session, request);
    if (verdict === 'reused' || verdict === 'foreign') throw notSignedIn();
    return { session, verdict };
  };

  /** The token that comes after this one, whether this request makes it or one a moment ago did. */
  const successorOf = async (token: string, opened: RefreshToken, request: HttpRequest): Promise<string> => {
    const { session, verdict } = await accept(token, opened, request);
    if (verdict === 'replaced') return sealRefreshToken({ ...opened, nonce: openNonce(token, session) });
    const nonce = newNonce();
    const next = sealRefreshToken({ ...opened, nonce });
    const rotated = await deps.sessions.rotate(session.userId, session.id, {
      refreshHash: digestOf(next),
      previousHash: digestOf(token),
      rotatedAt: deps.now(),
      sealedNonce: sealNonce(token, session, nonce),
    });
    // Another request was first: the token has become the one before.
    return rotated ? next : successorOf(token, opened, request);
  };

  return async ({ body, request }) => {
    const token = body.refresh_token ?? deps.cookie.read(request);
    if (token === undefined) {
      if (deps.cookie.wanted(request)) throw notSignedIn();
      throw invalidField('refresh_token', text('is missing', '缺失'));
    }
    const opened = openRefreshToken(token);
    if (opened === undefined) throw notSignedIn();
    const { session } = await accept(token, opened, request);
    // The pool first: a failure of it must not use up the token.
    const refreshed = await deps.pool.refresh(opened.poolToken);
    if (refreshed === undefined) throw notSignedIn();
    const claims = await deps.verify(refreshed.accessToken);
    if (claims.sub !== session.userId || claims.origin_jti !== session.id) throw notSignedIn();
    const refreshToken = await successorOf(token, opened, request);
    return tokensReply(deps, request, { ...refreshed, refreshToken });
  };
};
