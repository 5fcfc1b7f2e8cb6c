/** Where the console is served from, as far as its headers depend on it. */
export interface ConsolePlace {
  /** Origins of presigned URLs, e.g. `https://bucket.s3.eu-central-1.amazonaws.com`; the console loads from them. */
  readonly storageOrigins: readonly string[];
  /** Whether it is served over TLS only; on one machine it is not. */
  readonly tls: boolean;
}

/**
 * What the console's pages may do: load and connect to their own origin and the object store, be framed by nobody.
 * Inline styles are allowed because the editor and the charts set them; scripts never are.
 */
export const contentSecurityPolicy = ({ storageOrigins, tls }: ConsolePlace): string => {
  const storage = storageOrigins.map((origin) => ` ${origin}`).join('');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob:${storage}`,
    "font-src 'self' data:",
    `connect-src 'self'${storage}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(tls ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
};

/** The headers of every page and asset of the console: CloudFront sends them in AWS, the gateway on one machine. */
export const securityHeaders = (place: ConsolePlace): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': contentSecurityPolicy(place),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  ...(place.tls ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
});
