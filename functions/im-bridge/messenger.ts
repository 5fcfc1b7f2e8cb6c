/** Somebody of the company, as a messenger says. */
export interface Person {
  /** What the messenger calls them, for good: never given to anybody else. */
  readonly subject: string;
  readonly name: string | null;
  /** As the messenger has it; nobody has proved that it is theirs. */
  readonly email: string | null;
}

/** A messenger's way of signing in, which is nearly OAuth 2.0. */
export interface Messenger {
  /** Where the browser is sent to scan or to agree. */
  authorizeUrl(redirectUri: string, state: string): Promise<string>;
  /** Who the code is of. Throws {@link MessengerFault}. */
  identify(code: string, redirectUri: string): Promise<Person>;
}

/**
 * Why a messenger did not say who somebody is:
 *
 *   code_rejected   the code is unknown, used or too old: begin again
 *   not_a_member    somebody, but nobody of this company, or not in the app's range
 *   app_rejected    the company's app is not set up right: its secret, its rights, its address
 *   rate_limited    asked too often
 *   unavailable     no answer, or one that cannot be understood
 */
export type MessengerFaultKind =
  | 'code_rejected'
  | 'not_a_member'
  | 'app_rejected'
  | 'rate_limited'
  | 'unavailable';

/** What a messenger answered instead of a person. `code` is its own; its words go to the log, they may name the app. */
export class MessengerFault extends Error {
  override readonly name = 'MessengerFault';
  readonly kind: MessengerFaultKind;
  readonly code: string;

  constructor(kind: MessengerFaultKind, code: string | number, words: string, options?: ErrorOptions) {
    super(`${code}: ${words}`, options);
    this.kind = kind;
    this.code = String(code);
  }
}

/** How a fault is called in OAuth 2.0 (RFC 6749 §4.1.2.1). */
export const oauthErrorOf = (kind: MessengerFaultKind): string =>
  ({
    code_rejected: 'access_denied',
    not_a_member: 'access_denied',
    app_rejected: 'server_error',
    rate_limited: 'temporarily_unavailable',
    unavailable: 'temporarily_unavailable',
  })[kind];
