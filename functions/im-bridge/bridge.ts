import { notFound } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { HttpReply } from '../platform/request.ts';
import type { BridgeStore } from './bridge-store.ts';
import { type BridgeTokens, issuerOf } from './bridge-tokens.ts';
import type { MessengerId } from './contract.ts';
import type { KeyRing } from './key-ring.ts';
import type { Messenger } from './messenger.ts';

/** What the bridge's operations work with. */
export interface BridgeDependencies {
  /** Undefined on a stage that has no address of its own: nothing is offered. */
  readonly consoleUrl: string | undefined;
  /** The user pool's address that a browser comes back to; no other is taken. */
  readonly redirectUri: string;
  /** The messengers that the stage offers. */
  readonly messengers: Readonly<Partial<Record<MessengerId, Messenger>>>;
  readonly store: BridgeStore;
  readonly keys: KeyRing;
  readonly tokens: BridgeTokens;
  /** What the user pool proves itself with. */
  readonly clientSecret: () => Promise<string>;
  readonly now: () => number;
  /** 256 random bits in hexadecimal: letters and digits alone, as WeCom asks of a state. */
  readonly random: () => string;
  readonly log: Log;
}

/** The messenger and its issuer; throws 40401 for one that the stage does not offer. */
export const offeredMessenger = (
  { consoleUrl, messengers }: Pick<BridgeDependencies, 'consoleUrl' | 'messengers'>,
  id: MessengerId,
): { messenger: Messenger; issuer: string } => {
  const messenger = messengers[id];
  if (messenger === undefined || consoleUrl === undefined) throw notFound();
  return { messenger, issuer: issuerOf(consoleUrl, id) };
};

/** A JSON document as OpenID Connect has it, without the platform's envelope. */
export const jsonDocument = (value: unknown, seconds = 0, status = 200): HttpReply => ({
  status,
  headers: { 'cache-control': seconds === 0 ? 'no-store' : `public, max-age=${seconds}` },
  raw: { contentType: 'application/json', body: JSON.stringify(value) },
});

/** An error as OAuth 2.0 has it (RFC 6749 §5.2). */
export const oauthError = (error: string, status = 400): HttpReply => jsonDocument({ error }, 0, status);
