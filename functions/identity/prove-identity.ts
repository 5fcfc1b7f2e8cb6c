import { type ApiError, invalidField } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import type { CredentialStore } from './credential-store.ts';
import type { PoolSignIns } from './pool-sign-ins.ts';
import type { SecondFactor } from './second-factor.ts';
import type { SignInGuard, Verdict } from './sign-in-guard.ts';

export interface ProveIdentityDependencies {
  readonly pool: Pick<PoolSignIns, 'signIn'>;
  readonly credentials: Pick<CredentialStore, 'find'>;
  readonly factor: Pick<SecondFactor, 'check'>;
  readonly guard: SignInGuard;
}

/**
 * Lets somebody who is signed in prove once more who they are. Wrong answers count like failed sign-ins, so that a stolen
 * session is no place to guess. Throws 40001 naming the field, or 42901.
 */
export interface ProveIdentity {
  byPassword(caller: Caller, password: string | undefined): Promise<void>;
  byCode(caller: Caller, code: string | undefined): Promise<void>;
  /** By the code where there is a second factor: a password alone is not enough for who has one. */
  byStrongest(
    caller: Caller,
    given: { password?: string | undefined; code?: string | undefined },
  ): Promise<void>;
}

/** A right password is only half of who has a second factor: it must not end a series of wrong codes. */
export const passwordVerdict = (right: boolean, hasFactor: boolean): Verdict => {
  if (!right) return 'wrong';
  return hasFactor ? 'half' : 'right';
};

const missing = (field: string): ApiError => invalidField(field, text('is missing', '缺失'));
const codeVerdict = (right: boolean): Verdict => (right ? 'right' : 'wrong');

export const makeProveIdentity = ({
  pool,
  credentials,
  factor,
  guard,
}: ProveIdentityDependencies): ProveIdentity => {
  const hasFactor = async ({ userId }: Caller): Promise<boolean> =>
    (await credentials.find(userId)).factor !== undefined;
  const byPassword = async (caller: Caller, password: string | undefined): Promise<void> => {
    if (password === undefined) throw missing('password');
    const { username } = caller;
    const half = await hasFactor(caller);
    const ask = async () => (await pool.signIn(username, password)).kind !== 'refused';
    if (!(await guard.attempt(username, ask, (right) => passwordVerdict(right, half))))
      throw invalidField('password', text('is wrong', '不正确'));
  };
  const byCode = async ({ username, userId }: Caller, code: string | undefined): Promise<void> => {
    if (code === undefined) throw missing('code');
    if (!(await guard.attempt(username, () => factor.check(userId, code), codeVerdict)))
      throw invalidField('code', text('is wrong or too old', '错误或已过期'));
  };
  return {
    byPassword,
    byCode,
    byStrongest: async (caller, { password, code }) => {
      return (await hasFactor(caller)) ? byCode(caller, code) : byPassword(caller, password);
    },
  };
};
