import type { Language } from '../platform/text.ts';
import type { Letter } from './letter.ts';

/** Sends letters to people. */
export interface Mailer {
  /** Whether this stage has a sender; without one `send` throws 40901. */
  readonly ready: boolean;
  /**
   * Hands one letter to the mail service. Throws 40901 when the service does not take this address, 50301 when it does not
   * answer. A letter may arrive twice when the answer is lost: what it carries must bear that.
   */
  send(to: string, letter: Letter, language: Language): Promise<void>;
  /** An address of the console, `/invitation#…`; undefined where the stage does not know where the console is. */
  linkTo(path: string): string | undefined;
}
