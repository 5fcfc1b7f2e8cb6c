import type { CredentialStore } from './credential-store.ts';
import type { Credentials } from './credentials.ts';
import type { Keyring } from './keyring.ts';
import { newRecoveryCodes, plainRecoveryCode } from './recovery-code.ts';
import { type FactorSetup, factorSetup, newFactorSecret, stepOfCode } from './totp.ts';

export interface SecondFactorDependencies {
  readonly credentials: CredentialStore;
  readonly keyring: Keyring;
  readonly now: () => number;
}

/**
 * The authenticator app of a user, checked by the platform itself: the user pool's own cannot be asked for again when
 * something sensitive is to be done, knows no recovery codes, and is not checked at all by the emulator of one machine.
 */
export interface SecondFactor {
  /** Makes a secret and shows it; it is not the user's second factor until {@link confirm} has seen a code of it. */
  offer(userId: string, username: string): Promise<FactorSetup>;
  /** Switches the offered one on, given a code of it; the recovery codes, or undefined for a wrong code. */
  confirm(userId: string, code: string): Promise<readonly string[] | undefined>;
  /** Whether a code is right: six digits never used before, or a recovery code, which is used up. */
  check(userId: string, code: string): Promise<boolean>;
  /** New recovery codes in the place of the old; undefined without a second factor. */
  renewRecovery(userId: string): Promise<readonly string[] | undefined>;
}

const isRecoveryCode = (code: string): boolean => !/^\d{6}$/.test(code);

export const makeSecondFactor = ({ credentials, keyring, now }: SecondFactorDependencies): SecondFactor => {
  const recoveryDigest = (userId: string, code: string): Promise<string> =>
    keyring.digest('recovery', `${userId} ${plainRecoveryCode(code)}`);
  const makeRecovery = async (userId: string) => {
    const codes = newRecoveryCodes();
    return { codes, digests: await Promise.all(codes.map((code) => recoveryDigest(userId, code))) };
  };
  const stepOf = async (
    userId: string,
    sealed: Credentials['factor'],
    code: string,
  ): Promise<number | undefined> =>
    sealed === undefined ? undefined : stepOfCode(await keyring.openFactor(sealed, userId), code, now());

  return {
    offer: async (userId, username) => {
      const secret = newFactorSecret();
      await credentials.offerFactor(userId, await keyring.sealFactor(secret, userId));
      return factorSetup(secret, username);
    },
    confirm: async (userId, code) => {
      const { pendingFactor } = await credentials.find(userId);
      const step = await stepOf(userId, pendingFactor, code);
      if (pendingFactor === undefined || step === undefined) return undefined;
      const { codes, digests } = await makeRecovery(userId);
      const since = new Date(now()).toISOString();
      const bound = await credentials.bindFactor(userId, {
        sealed: pendingFactor,
        since,
        step,
        recovery: digests,
      });
      return bound ? codes : undefined;
    },
    check: async (userId, code) => {
      if (isRecoveryCode(code)) return credentials.useRecovery(userId, await recoveryDigest(userId, code));
      const { factor } = await credentials.find(userId);
      const step = await stepOf(userId, factor, code);
      return step !== undefined && credentials.useStep(userId, step);
    },
    renewRecovery: async (userId) => {
      const { codes, digests } = await makeRecovery(userId);
      return (await credentials.renewRecovery(userId, digests)) ? codes : undefined;
    },
  };
};
