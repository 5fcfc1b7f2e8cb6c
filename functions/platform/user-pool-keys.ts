/**
 * Where a user pool publishes its public keys: at its issuer, or below the emulator's endpoint on one machine.
 * A pool's id starts with its region: `us-east-1_AbCdEfGhI`.
 */
export const userPoolKeysAddress = (userPoolId: string, endpoint?: string): string => {
  const [region] = userPoolId.split('_');
  const base = endpoint ?? `https://cognito-idp.${region}.amazonaws.com`;
  return `${base.replace(/\/$/, '')}/${userPoolId}/.well-known/jwks.json`;
};
