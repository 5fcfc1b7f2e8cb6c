/**
 * What may be asked after a right password: the code of the authenticator app; to set one up, where a role demands it; a
 * new password, where the old one was given by somebody else or is too old.
 */
export const challengeKinds = ['mfa', 'mfa_setup', 'new_password'] as const;
export type ChallengeKind = (typeof challengeKinds)[number];
