import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { CommandError } from './failure.ts';

const credentialsSchema = z.object({
  /** Where the platform answers, without a path: `https://openscript.example.com`. */
  url: z.url(),
  username: z.string(),
  access_token: z.string(),
  refresh_token: z.string(),
});

/** Where somebody is signed in, and with what. */
export type Credentials = z.output<typeof credentialsSchema>;

/** Keeps the credentials between two commands. */
export interface CredentialStore {
  load(): Promise<Credentials | undefined>;
  save(credentials: Credentials): Promise<void>;
  remove(): Promise<void>;
}

/** `$XDG_CONFIG_HOME/openscript/credentials.json`, by default below `~/.config`. */
export const credentialsFile = (env: Readonly<Record<string, string | undefined>>): string =>
  join(env.XDG_CONFIG_HOME ?? join(env.HOME ?? homedir(), '.config'), 'openscript', 'credentials.json');

/** Credentials in a file that only its owner can read (0600, in a folder of 0700). */
export const openCredentialStore = (file: string): CredentialStore => ({
  load: async () => {
    let source: string;
    try {
      source = await readFile(file, 'utf8');
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw new CommandError(`cannot read ${file}: ${String((thrown as Error).message)}`);
    }
    try {
      return credentialsSchema.parse(JSON.parse(source));
    } catch {
      throw new CommandError(`${file} is damaged: remove it and sign in again`);
    }
  },
  save: async (credentials) => {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const beside = `${file}.${process.pid}`;
    // Written beside and renamed: two commands at once never leave half a file, and it is never readable by others.
    await writeFile(beside, JSON.stringify(credentials, null, 2), { mode: 0o600 });
    await chmod(beside, 0o600);
    await rename(beside, file);
  },
  remove: () => rm(file, { force: true }),
});
