import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Home, keepSecret } from './home.ts';

/** Not `admin`: that is the name which the prototype's first session registers. */
export const ADMINISTRATOR = 'administrator';

/** Letters and digits that cannot be taken for one another. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 20;

const makePassword = (): string =>
  Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '').join('');

const initSchema = z.object({ data: z.object({ initialized: z.boolean() }) });

/**
 * Creates the administrator, once. The password is OPENSCRIPT_ADMIN_PASSWORD or random, and kept in the home in a file
 * that only its owner can read.
 */
export const ensureAdministrator = async (home: Home, url: string): Promise<string> => {
  const checked = initSchema.parse(await (await fetch(`${url}/api/v1/auth/check-init`)).json());
  if (checked.data.initialized) {
    if (existsSync(home.adminPassword)) return readFileSync(home.adminPassword, 'utf8').trim();
    throw new Error(
      `there is an administrator, but ${home.adminPassword} with the password is gone; put it back`,
    );
  }
  const password = keepSecret(
    home.adminPassword,
    () => process.env.OPENSCRIPT_ADMIN_PASSWORD || makePassword(),
  );
  const response = await fetch(`${url}/api/v1/auth/init`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: ADMINISTRATOR, password }),
  });
  if (!response.ok) throw new Error(`the administrator could not be created: ${await response.text()}`);
  return password;
};
