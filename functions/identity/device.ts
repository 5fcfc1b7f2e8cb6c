import type { HttpRequest } from '../platform/request.ts';

/** Longer names that programs give themselves are cut. */
const MAX_USER_AGENT = 200;
const MAX_ADDRESS = 64;

/** From where somebody signs in. */
export interface Origin {
  /** A short name to be shown: `Firefox · Windows`. */
  readonly device: string;
  /** What the program called itself, at most 200 characters. */
  readonly userAgent: string;
  /** The network address, as far as it can be trusted; empty when there is none. */
  readonly address: string;
}

type Named = readonly (readonly [pattern: RegExp, name: string])[];

// The first that fits counts: browsers name their ancestors too (Edge says Chrome, Chrome says Safari).
const programs: Named = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bMicroMessenger\//, 'WeChat'],
  [/\bwxwork\//, 'WeCom'],
  [/\bDingTalk\//, 'DingTalk'],
  [/\b(Lark|Feishu)\//, 'Feishu'],
  [/\bFirefox\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*Safari\//, 'Safari'],
  [/\bopenscript\b/i, 'openscript'],
  [/^curl\//, 'curl'],
  [/^python-(requests|httpx)\/|^Python-urllib/, 'Python'],
  [/^node\b|undici/, 'Node.js'],
];
const systems: Named = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bHarmonyOS\b|\bOpenHarmony\b/, 'HarmonyOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const nameIn = (named: Named, userAgent: string): string | undefined =>
  named.find(([pattern]) => pattern.test(userAgent))?.[1];

/** A short name of a program and its system, from a `User-Agent` header; `?` for one nobody knows. */
export const deviceName = (userAgent: string): string =>
  [nameIn(programs, userAgent), nameIn(systems, userAgent)]
    .filter((name) => name !== undefined)
    .join(' · ') || '?';

/**
 * Where a request comes from. In AWS the address is the one that API Gateway saw. On one machine the emulator sees only
 * the gateway before it, which is the one that can reach it and adds the caller's address at the end of
 * `X-Forwarded-For`; what stands before that anybody may have written (`behindGateway`).
 */
export const originOf = ({ headers, sourceIp }: HttpRequest, behindGateway: boolean): Origin => {
  const userAgent = (headers['user-agent'] ?? '').slice(0, MAX_USER_AGENT);
  const last = headers['x-forwarded-for']?.split(',').at(-1)?.trim();
  const address = (behindGateway && last ? last : sourceIp).replace(/^::ffff:/, '').slice(0, MAX_ADDRESS);
  return { device: deviceName(userAgent), userAgent, address };
};
