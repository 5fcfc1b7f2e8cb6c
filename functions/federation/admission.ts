import { freshUser, type User, type UserRow } from '../identity/index.ts';

/** What the user pool says of somebody who came through a provider. */
export interface Arrival {
  /** The pool's id and name for them. */
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  /** What the provider calls them. */
  readonly subject: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly displayName: string | null;
}

/** What the stage says of first sign-ins. */
export interface AdmissionRules {
  /** Empty: nobody is made a user by signing in. */
  readonly roles: readonly string[];
  readonly linkByEmail: boolean;
}

export type Admission =
  | { readonly kind: 'sign_in' }
  /** The pool has just made a profile for somebody without a row. */
  | { readonly kind: 'first' }
  | { readonly kind: 'refused' };

/**
 * Whether the pool's user is the profile that the pool made for this identity; if not, an administrator (or a verified
 * address) has linked the identity to a user who was there before. Names of profiles are `<provider>_<subject>`.
 */
export const isProfileName = (
  name: string,
  { provider, subject }: { provider: string; subject: string },
): boolean => name.toLowerCase() === `${provider}_${subject}`.toLowerCase();

/** Decides by the user's row. A disabled user, a name that is being registered, and another one's name are refused alike. */
export const decideAdmission = (arrival: Arrival, row: UserRow | undefined): Admission => {
  if (row === undefined) return { kind: isProfileName(arrival.name, arrival) ? 'first' : 'refused' };
  return row.status === 'active' && row.id === arrival.id ? { kind: 'sign_in' } : { kind: 'refused' };
};

/** The address to look for a user by, if this stage links by address at all and the provider has verified it. */
export const linkingEmail = (
  { email, emailVerified }: Arrival,
  { linkByEmail }: AdmissionRules,
): string | undefined => (linkByEmail && emailVerified && email !== null ? email : undefined);

/** The row of somebody who has come for the first time. An administrator is never made this way. */
export const newcomer = (arrival: Arrival, roles: readonly string[], createdAt: string): User => ({
  ...freshUser(
    { id: arrival.id, name: arrival.name, username: arrival.name, email: arrival.email, createdAt },
    roles.filter((role) => role !== 'admin'),
  ),
  displayName: arrival.displayName,
});
