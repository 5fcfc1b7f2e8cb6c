import { newId } from '../platform/ids.ts';
import type { HttpRequest } from '../platform/request.ts';
import type { Origin } from './device.ts';
import type { Keyring } from './keyring.ts';
import type { SignInReason, SignInResult } from './session-schema.ts';
import type { SignInLog } from './sign-in-log.ts';

export interface RecordSignInDependencies {
  readonly signIns: Pick<SignInLog, 'add'>;
  readonly keyring: Pick<Keyring, 'digest'>;
  readonly originOf: (request: HttpRequest) => Origin;
  readonly now: () => number;
}

/** What is known of an attempt when it has ended. */
export interface Attempt {
  /** What was typed in the field of the name. */
  readonly typed: string;
  /** The name of the user there is; undefined when there is none. */
  readonly name: string | undefined;
  readonly outcome: SignInResult;
  readonly reason?: SignInReason | undefined;
  readonly sessionId?: string | undefined;
}

/** Writes an attempt to sign in into the log. The same is read and written whether or not there is such a user. */
export type RecordSignIn = (attempt: Attempt, request: HttpRequest) => Promise<void>;

export const makeRecordSignIn =
  ({ signIns, keyring, originOf, now }: RecordSignInDependencies): RecordSignIn =>
  async ({ typed, name, outcome, reason, sessionId }, request) => {
    const at = now();
    const digest = await keyring.digest('typed name', typed);
    const unknown = name === undefined;
    await signIns.add({
      id: newId('sgn', at),
      at: new Date(at).toISOString(),
      name: name ?? null,
      typedDigest: unknown ? digest.slice(0, 32) : null,
      typedLength: unknown ? [...typed].length : null,
      outcome,
      reason: reason ?? null,
      sessionId: sessionId ?? null,
      ...originOf(request),
    });
  };
