/**
 * The headers of everything that is served to a browser: by CloudFront in AWS, by the gateway on one machine. Scripts
 * come from the console's own origin only, never inline. Styles may be inline: the editor and the component library
 * write style elements at run time.
 */
export interface SecurityHeaderOptions {
  /** Origins besides its own that the console may fetch from: S3's, for presigned URLs. */
  readonly connect: readonly string[];
  /** Whether the address is HTTPS for good. */
  readonly https: boolean;
}

/** The content security policy of the console. */
export const contentSecurityPolicy = (connect: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...connect].join(' '),
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Features of a browser that the console never asks for. */
export const permissionsPolicy = ['camera', 'geolocation', 'microphone', 'payment', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Two years, in seconds. */
export const STRICT_TRANSPORT_SECONDS = 2 * 365 * 24 * 60 * 60;

/** Header names and values. `Referrer-Policy` keeps presigned URLs to ourselves. */
export const securityHeaders = ({
  connect,
  https,
}: SecurityHeaderOptions): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': contentSecurityPolicy(connect),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': permissionsPolicy,
  ...(https ? { 'Strict-Transport-Security': `max-age=${STRICT_TRANSPORT_SECONDS}` } : {}),
});
