import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';

const PERIOD_SECONDS = 30;
/** Codes of the step before and after are taken too: clocks differ, and people type slowly. */
const WINDOW = 1;
/** 160 bits, as RFC 4226 §4 recommends. */
const SECRET_BYTES = 20;
const ISSUER = 'OpenScript';

// What every authenticator app takes (RFC 6238): SHA-1, six digits, thirty seconds.
const totpOf = (secret: string, label: string): TOTP =>
  new TOTP({
    issuer: ISSUER,
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });

/** A new secret, in base 32. */
export const newFactorSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** How an authenticator app is told a secret. */
export interface FactorSetup {
  /** `otpauth://totp/…` (Key URI format of Google Authenticator). */
  readonly uri: string;
  /** The same as a QR code, an SVG document. */
  readonly qr_svg: string;
  /** The secret alone, for apps without a camera: base 32. */
  readonly secret: string;
}

/** What to show to somebody who sets up an authenticator app. */
export const factorSetup = (secret: string, username: string): FactorSetup => {
  const uri = totpOf(secret, username).toString();
  return { uri, qr_svg: renderSVG(uri, { border: 2 }), secret };
};

/** The 30-second step that a code is of, the present one or a neighbour; undefined for a wrong code. */
export const stepOfCode = (secret: string, code: string, now: number): number | undefined => {
  const delta = totpOf(secret, '').validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? undefined : Math.floor(now / 1000 / PERIOD_SECONDS) + delta;
};

/** The code of a moment; what an authenticator app shows. */
export const codeAt = (secret: string, now: number): string =>
  totpOf(secret, '').generate({ timestamp: now });
