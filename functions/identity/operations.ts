import type { Mailer } from '../mail/index.ts';
import type { Operations } from '../platform/api.ts';
import type { Cursors } from '../platform/cursor.ts';
import type { Log } from '../platform/log.ts';
import type { Role } from '../platform/permissions.ts';
import type { HttpRequest } from '../platform/request.ts';
import { makeActivateUser } from './activate-user.ts';
import { makeAnswerChallenge } from './answer-challenge.ts';
import { makeBindMfa } from './bind-mfa.ts';
import type { Challenges } from './challenge-store.ts';
import { makeChangePassword } from './change-password.ts';
import { makeCheckInit } from './check-init.ts';
import type { identityRoutes } from './contract.ts';
import { makeCreateUser } from './create-user.ts';
import type { CredentialStore } from './credential-store.ts';
import { makeDecideSignIn } from './decide-sign-in.ts';
import { originOf } from './device.ts';
import { makeEndMySession } from './end-my-session.ts';
import { makeEndSession } from './end-session.ts';
import { makeEndUserSessions } from './end-user-sessions.ts';
import { makeForgotPassword } from './forgot-password.ts';
import { makeInitAdministrator } from './init-administrator.ts';
import type { Keyring } from './keyring.ts';
import { makeListMySessions } from './list-my-sessions.ts';
import { makeListMySignIns } from './list-my-sign-ins.ts';
import { makeListSessions } from './list-sessions.ts';
import { makeListSignIns } from './list-sign-ins.ts';
import { makeLogin } from './login.ts';
import { makeLogout } from './logout.ts';
import type { MailCodes } from './mail-code-store.ts';
import { makeOpenSession } from './open-session.ts';
import { makePasswordHistory } from './password-history.ts';
import { makePendingRegistrations } from './pending-registration.ts';
import type { PoolSignIns } from './pool-sign-ins.ts';
import type { PoolUsers } from './pool-users.ts';
import { makeProveIdentity } from './prove-identity.ts';
import { makeRecordSignIn } from './record-sign-in.ts';
import { makeRefreshCookie } from './refresh-cookie.ts';
import { makeRefreshTokens } from './refresh-tokens.ts';
import { makeRegisterUser } from './register-user.ts';
import type { Registrations } from './registration-store.ts';
import { makeRenewRecoveryCodes } from './renew-recovery-codes.ts';
import { makeResetForgottenPassword } from './reset-forgotten-password.ts';
import { makeResetUserMfa } from './reset-user-mfa.ts';
import type { SecondFactor } from './second-factor.ts';
import type { Sessions } from './session-store.ts';
import type { CheckSetupCode } from './setup-code.ts';
import type { SetupRow } from './setup-store.ts';
import { makeShowMe } from './show-me.ts';
import { makeShowMfa } from './show-mfa.ts';
import { makeSignInGuard } from './sign-in-guard.ts';
import type { SignInLog } from './sign-in-log.ts';
import type { SignInRecords } from './sign-in-store.ts';
import { makeStepUp } from './step-up.ts';
import { makeUnbindMfa } from './unbind-mfa.ts';
import type { Users } from './user-store.ts';
import type { VerifyAccessToken } from './verify-access-token.ts';
import { makeVerifyMfa } from './verify-mfa.ts';

/** What a stage says about signing in; `environment.ts` explains each. */
export interface IdentitySettings {
  readonly selfRegistration: boolean;
  readonly defaultRoles: readonly Role[];
  readonly setupCodeRequired: boolean;
  readonly passwordMinLength: number;
  readonly passwordMaxDays: number;
  readonly activation: boolean;
  readonly factorRoles: readonly string[];
  readonly sessionSeconds: number;
  readonly idleSeconds: number;
  readonly maxSessions: number;
  readonly secureCookies: boolean;
  /** Whether the caller's address stands in a header of the gateway before us (one machine). */
  readonly behindGateway: boolean;
}

/** Everything the API of identity reaches outside itself. */
export interface IdentityDependencies {
  readonly settings: IdentitySettings;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly setup: SetupRow;
  readonly challenges: Challenges;
  readonly records: SignInRecords;
  readonly signIns: SignInLog;
  readonly credentials: CredentialStore;
  readonly mailCodes: MailCodes;
  readonly registrations: Registrations;
  readonly poolUsers: PoolUsers;
  readonly poolSignIns: PoolSignIns;
  readonly factor: SecondFactor;
  readonly keyring: Keyring;
  readonly verify: VerifyAccessToken;
  readonly cursors: Cursors;
  readonly checkSetupCode: CheckSetupCode;
  readonly mailer: Mailer;
  readonly now: () => number;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<unknown>;
  /** The same, for those who wait their turn with the guard. */
  readonly waitTurn: (ms: number) => Promise<unknown>;
  /** A fresh name for an attempt. */
  readonly newAttempt: () => string;
  readonly log: Log;
}

/** What several operations share, made once. */
const shared = (deps: IdentityDependencies) => {
  const { settings, now } = deps;
  const origin = (request: HttpRequest) => originOf(request, settings.behindGateway);
  const cookie = makeRefreshCookie(settings.secureCookies);
  const record = makeRecordSignIn({ ...deps, originOf: origin });
  const guard = makeSignInGuard(deps.records, now, deps.waitTurn);
  const history = makePasswordHistory(deps.credentials, now);
  const decide = makeDecideSignIn({ ...deps, ...settings });
  const openSession = makeOpenSession({ ...deps, ...settings, originOf: origin, cookie, record });
  const prove = makeProveIdentity({ ...deps, pool: deps.poolSignIns, guard });
  const createUser = makeCreateUser({ ...deps, pool: deps.poolUsers });
  const pending = settings.activation ? makePendingRegistrations(deps) : undefined;
  const ways = { cookie, record, guard, history, decide, openSession, prove, createUser, pending };
  return { ...deps, ...settings, ...ways };
};

/** One operation for each route of identity. */
export const makeIdentityOperations = (deps: IdentityDependencies): Operations<typeof identityRoutes> => {
  const all = shared(deps);
  const bySignIn = { ...all, pool: deps.poolSignIns };
  const byUsers = { ...all, pool: deps.poolUsers };
  return {
    checkInit: makeCheckInit(all),
    initAdministrator: makeInitAdministrator(byUsers),
    registerUser: makeRegisterUser(all),
    activateUser: makeActivateUser(all),
    forgotPassword: makeForgotPassword({ ...all, codes: deps.mailCodes }),
    resetForgottenPassword: makeResetForgottenPassword({ ...byUsers, codes: deps.mailCodes }),
    login: makeLogin(bySignIn),
    answerChallenge: makeAnswerChallenge(bySignIn),
    refreshTokens: makeRefreshTokens(bySignIn),
    logout: makeLogout(all),
    showMe: makeShowMe(deps.users),
    changePassword: makeChangePassword({ ...byUsers, signIns: deps.poolSignIns }),
    stepUp: makeStepUp(all),
    showMfa: makeShowMfa(all),
    bindMfa: makeBindMfa(all),
    verifyMfa: makeVerifyMfa(all),
    unbindMfa: makeUnbindMfa(all),
    renewRecoveryCodes: makeRenewRecoveryCodes(all),
    resetUserMfa: makeResetUserMfa(all),
    listMySessions: makeListMySessions(all),
    endMySession: makeEndMySession(all),
    listMySignIns: makeListMySignIns(all),
    listSessions: makeListSessions(all),
    endSession: makeEndSession(all),
    endUserSessions: makeEndUserSessions(all),
    listSignIns: makeListSignIns(all),
  };
};
