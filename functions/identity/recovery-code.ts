import { randomInt } from 'node:crypto';
import { RECOVERY_CODES } from './credentials.ts';

/** Letters and digits that cannot be taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUP = 5;

const group = (): string =>
  Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** Ten codes such as `k7hm2-q9xta`, each good for one sign-in without the authenticator app: 49 bits. */
export const newRecoveryCodes = (): readonly string[] =>
  Array.from({ length: RECOVERY_CODES }, () => `${group()}-${group()}`);

/** The form in which a code is compared: however it was written down. */
export const plainRecoveryCode = (code: string): string => code.toLowerCase().replace(/[\s-]/g, '');
