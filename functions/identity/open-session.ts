import { randomBytes } from 'node:crypto';
import { type HttpReply, type HttpRequest, ok } from '../platform/request.ts';
import type { Challenges } from './challenge-store.ts';
import type { SignInState } from './decide-sign-in.ts';
import type { Origin } from './device.ts';
import { holdSignIn, newChallengeSession } from './held-sign-in.ts';
import type { RecordSignIn } from './record-sign-in.ts';
import type { SecondFactor } from './second-factor.ts';
import { sealRefreshToken, surplusOf } from './session.ts';
import type { Sessions } from './session-store.ts';
import { digestOf } from './token-digest.ts';
import { type ReplyTokens, tokensReply } from './tokens-reply.ts';

export interface OpenSessionDependencies extends ReplyTokens {
  readonly sessions: Sessions;
  readonly challenges: Challenges;
  readonly factor: Pick<SecondFactor, 'offer'>;
  readonly record: RecordSignIn;
  readonly originOf: (request: HttpRequest) => Origin;
  /** Unused for so many seconds a session ends; 0: it does not. */
  readonly idleSeconds: number;
  /** So many sessions of one user go on at a time. */
  readonly maxSessions: number;
  readonly now: () => number;
}

type Passed = Exclude<SignInState, { kind: 'refused' }>;
type SignedIn = Extract<Passed, { kind: 'signed_in' }>;

/** What else the answer to a sign-in says. */
interface Extra {
  /** Shown once, to somebody who has just set up a second factor. */
  readonly recoveryCodes?: readonly string[] | undefined;
}

/** 256 bits, in text. */
export const newNonce = (): string => randomBytes(32).toString('base64url');

/** Makes what a sign-in has come to into an answer: a new session with its tokens, or a question. */
export const makeOpenSession = (deps: OpenSessionDependencies) => {
  const start = async ({ tokens, claims, username }: SignedIn, request: HttpRequest, extra: Extra) => {
    const { sub: userId, origin_jti: id, username: name } = claims;
    const now = deps.now();
    const at = new Date(now).toISOString();
    const poolToken = tokens.refreshToken;
    const refreshToken = sealRefreshToken({ userId, sessionId: id, nonce: newNonce(), poolToken });
    await deps.sessions.start({
      userId,
      id,
      username: name,
      refreshHash: digestOf(refreshToken),
      poolHash: digestOf(poolToken),
      createdAt: at,
      lastSeen: at,
      confirmedAt: now,
      expiresAt: Math.floor(now / 1000) + deps.sessionSeconds,
      ...deps.originOf(request),
      ...(deps.idleSeconds === 0 ? {} : { idleSeconds: deps.idleSeconds }),
    });
    const others = (await deps.sessions.listOf(userId)).filter((session) => session.id !== id);
    for (const { id: surplus } of surplusOf(others, deps.maxSessions - 1, now))
      await deps.sessions.revoke(userId, surplus, at);
    await deps.record({ typed: username, name, outcome: 'succeeded', sessionId: id }, request);
    return tokensReply(deps, request, { ...tokens, refreshToken }, extra.recoveryCodes);
  };

  const ask = async (name: string, state: Exclude<Passed, SignedIn>, request: HttpRequest) => {
    const { challenge } = state;
    const session = newChallengeSession(state.kind === 'pool_question' ? state.session : '');
    const held =
      state.kind === 'question'
        ? { held: holdSignIn(session, { ...state.tokens, answered: [...state.answered] }) }
        : {};
    await deps.challenges.put(session, { name, kind: challenge, ...held }, deps.now());
    await deps.record({ typed: name, name, outcome: 'challenged', reason: challenge }, request);
    const setup =
      state.kind === 'question' && challenge === 'mfa_setup'
        ? { setup: await deps.factor.offer(state.claims.sub, state.username) }
        : {};
    return ok({ challenge, session, ...setup });
  };

  return (name: string, state: Passed, request: HttpRequest, extra: Extra = {}): Promise<HttpReply> =>
    state.kind === 'signed_in' ? start(state, request, extra) : ask(name, state, request);
};

export type OpenSession = ReturnType<typeof makeOpenSession>;
