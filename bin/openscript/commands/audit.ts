import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type ArchiveCopy, verifyArchive } from '../../../functions/audit/index.ts';
import type { ApiClient } from '../api-client.ts';
import type { Command, CommandSession } from '../command.ts';
import { CommandError, UsageError } from '../failure.ts';
import { shown } from '../terminal.ts';

const KEY_FILE = 'public-key.pem';
const AT_ONCE = 8;

/** Where an object of the archive lies in the copy; keys come from a server, and must stay inside the folder. */
const placeOf = (folder: string, key: string): string => {
  const place = resolve(folder, key);
  if (!/^(?:events|digests)\//.test(key) || !place.startsWith(resolve(folder) + sep))
    throw new CommandError(`the server names an object ${shown(key)}, which is none of the archive`);
  return place;
};

const listAll = async (api: ApiClient, prefix: 'events/' | 'digests/') => {
  const found: { key: string; size: number }[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.call('listAuditObjects', { query: { prefix, page_size: 100, cursor } });
    found.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return found;
};

/** Copies what is not in the folder yet: objects of the archive never change. */
const copyAll = async ({ client, args, terminal }: CommandSession): Promise<number> => {
  const folder = args.one('to');
  if (folder === undefined) throw new UsageError('audit export: --to DIR says where');
  const api = await client();
  if (args.flag('digest')) await api.call('requestAuditDigest', {});
  // Digests first: what they name was there before them, so that the copy is whole as far as they reach.
  const objects = [...(await listAll(api, 'digests/')), ...(await listAll(api, 'events/'))];
  const waiting = [...objects];
  let copied = 0;
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const place = placeOf(folder, next.key);
      const there = await readFile(place).catch(() => undefined);
      if (there?.byteLength === next.size) continue;
      const { text } = await api.call('readAuditObject', { params: { path: next.key } });
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, text);
      copied += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await mkdir(folder, { recursive: true });
  const { public_key } = await api.call('showAuditKey', {});
  await writeFile(join(folder, KEY_FILE), public_key);
  terminal.out(`${objects.length} objects in ${shown(folder)}, ${copied} of them new`);
  return 0;
};

const folderCopy = (folder: string): ArchiveCopy => ({
  keys: async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((key) => /^(?:events|digests)\//.test(key));
  },
  read: (key) => readFile(join(folder, key)).catch(() => undefined),
});

const verify = async ({ args, terminal }: CommandSession): Promise<number> => {
  const folder = args.positionals[1];
  if (folder === undefined) throw new UsageError('audit verify: of which folder?');
  const keyFile = args.one('key') ?? join(folder, KEY_FILE);
  const publicKey = await readFile(keyFile, 'utf8').catch(() => {
    throw new CommandError(`there is no public key at ${shown(keyFile)}`);
  });
  const found = await verifyArchive(folderCopy(folder), publicKey);
  if (args.flag('json')) terminal.out(JSON.stringify(found, null, 2));
  else if (found.fault !== undefined) terminal.out(`FAULT ${found.fault.key}: ${found.fault.what}`);
  else {
    terminal.out(
      `good: ${found.digests} digests, ${found.objects} objects, ${found.events} events` +
        (found.undigested === 0 ? '' : `; ${found.undigested} objects are newer than the last digest`),
    );
    if (found.head !== undefined)
      terminal.out(
        `head: digest ${found.head.number} of ${found.head.made_at}, SHA-256 ${found.head.sha256}`,
      );
    if (args.one('key') === undefined)
      terminal.err('the public key came with the copy; give the one you noted with --key');
  }
  return found.fault === undefined ? 0 : 1;
};

export const audit: Command = {
  usage: 'export --to DIR [--digest] | verify DIR [--key PUBLIC.pem]',
  summary: 'Copy the signed audit archive, and verify a copy without a network',
  options: {
    digest: { type: 'boolean' },
    key: { type: 'string' },
    to: { type: 'string' },
  },
  words: [1, 2],
  run: (session) => {
    const [action = ''] = session.args.positionals;
    if (action === 'export') return copyAll(session);
    if (action === 'verify') return verify(session);
    throw new UsageError(`audit ${shown(action)}: there is no such action`);
  },
};
