import { importJWK, jwtVerify, SignJWT } from 'jose';
import type { MessengerId } from './contract.ts';
import type { KeyRing } from './key-ring.ts';
import type { Person } from './messenger.ts';

/** What the bridge calls its one client, the user pool. */
export const CLIENT_ID = 'user-pool';
/** How long its tokens are good, in seconds: the pool uses them at once. */
export const TOKEN_SECONDS = 300;

/** What a token says of a person. No messenger proves an address, so none is verified. */
export const personClaims = ({ name, email }: Person) => ({
  ...(name === null ? {} : { name }),
  ...(email === null ? {} : { email, email_verified: false }),
});

export interface BridgeTokens {
  /** The ID token (OpenID Connect Core 1.0 §2) and the access token for the userinfo endpoint. */
  issue(
    issuer: string,
    person: Person,
    nonce: string | undefined,
  ): Promise<{ idToken: string; accessToken: string }>;
  /** What an access token of this issuer says; undefined when it is none, or too old. */
  read(issuer: string, accessToken: string): Promise<Readonly<Record<string, unknown>> | undefined>;
}

/** Where a messenger's bridge is: its issuer. */
export const issuerOf = (consoleUrl: string, messenger: MessengerId): string =>
  `${consoleUrl}/api/v1/auth/bridge/${messenger}`;

/** Tokens signed with ES256. The two kinds are told apart by type and audience: neither passes for the other. */
export const makeBridgeTokens = (keys: KeyRing, now: () => number): BridgeTokens => {
  const seconds = () => Math.floor(now() / 1000);
  return {
    issue: async (issuer, person, nonce) => {
      const { kid, privateKey } = await keys.current();
      const key = await importJWK(privateKey, 'ES256');
      const sign = (typ: string, audience: string, claims: Record<string, unknown>) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'ES256', kid, typ })
          .setIssuer(issuer)
          .setAudience(audience)
          .setSubject(person.subject)
          .setIssuedAt(seconds())
          .setExpirationTime(seconds() + TOKEN_SECONDS)
          .sign(key);
      const claims = personClaims(person);
      const [idToken, accessToken] = await Promise.all([
        sign('JWT', CLIENT_ID, { ...claims, ...(nonce === undefined ? {} : { nonce }) }),
        sign('at+jwt', issuer, claims),
      ]);
      return { idToken, accessToken };
    },
    read: async (issuer, accessToken) => {
      const published = await keys.all();
      try {
        const { payload } = await jwtVerify(
          accessToken,
          async ({ kid }) => {
            const key = published.find((one) => one.kid === kid);
            if (key === undefined) throw new Error('a key that is not ours');
            return importJWK(key.publicKey, 'ES256');
          },
          {
            issuer,
            audience: issuer,
            typ: 'at+jwt',
            algorithms: ['ES256'],
            requiredClaims: ['exp', 'sub'],
            currentDate: new Date(now()),
          },
        );
        const { sub, name, email, email_verified } = payload;
        return { sub, name, email, email_verified };
      } catch {
        return undefined;
      }
    },
  };
};
