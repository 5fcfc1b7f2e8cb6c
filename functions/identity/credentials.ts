/** How many passwords back none may be used again. */
export const REMEMBERED_PASSWORDS = 5;
/** How many recovery codes there are at a time. */
export const RECOVERY_CODES = 10;

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is kept of a user's passwords and second factor besides what the user pool keeps. */
export interface Credentials {
  readonly userId: string;
  /** The last passwords, the newest first, as `hashPassword` makes them. */
  readonly passwords: readonly string[];
  /** ISO 8601; undefined for a password older than this record. */
  readonly passwordChangedAt?: string | undefined;
  /** The authenticator app's secret, sealed; undefined: there is no second factor. */
  readonly factor?: string | undefined;
  readonly factorSince?: string | undefined;
  /** A secret that was shown and has not been proved yet, sealed. */
  readonly pendingFactor?: string | undefined;
  /** The 30-second step of the last accepted code: none is accepted twice. */
  readonly lastStep?: number | undefined;
  /** Keyed digests of the recovery codes that are left. */
  readonly recovery: readonly string[];
}

/** Of somebody of whom nothing has been kept yet. */
export const noCredentials = (userId: string): Credentials => ({ userId, passwords: [], recovery: [] });

/** Whether a password must be changed for its age. `maxDays` 0: never. `since`: when the user was made, ISO 8601. */
export const isPasswordOld = (
  { passwordChangedAt }: Credentials,
  since: string,
  maxDays: number,
  now: number,
): boolean => maxDays > 0 && Date.parse(passwordChangedAt ?? since) + maxDays * DAY_MS <= now;
