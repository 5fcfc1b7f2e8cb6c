import { type Digest, type DigestBody, digest as digestSchema } from '../../events/audit/digest.ts';
import { inParallel } from '../platform/in-parallel.ts';
import type { Log } from '../platform/log.ts';
import type { Archive, ArchiveEntry } from './archive.ts';
import { dayPrefix, digestKey, digestText, sha256, signedBytes } from './digest-rules.ts';
import type { Signer } from './signer.ts';

/** The table's stream keeps changes for a day: an event comes to the bucket that much later at most, and two hours for retries. */
const LATE_MS = 26 * 60 * 60_000;
const PAGE = 1000;
/** Objects that are read side by side; each is 1 MB at most. */
const READS_AT_ONCE = 16;
/** Makers of a digest at the same moment: each takes the next number. */
const MAX_ROUNDS = 5;

export interface DigestDependencies {
  readonly archive: Archive;
  readonly signer: Signer;
  readonly now: () => number;
  readonly log: Log;
}

interface Last {
  readonly number: number;
  readonly text: string;
}

/** Signs what has come to the archive since the last digest; an hour without events has a digest too. */
export const makeMakeDigest = ({ archive, signer, now, log }: DigestDependencies) => {
  const exists = async (number: number): Promise<boolean> =>
    number === 0 || (await archive.list(digestKey(number), undefined, 1)).length > 0;

  /** The number of the last digest: digests have no gaps, so it is found by halving. */
  const lastNumber = async (): Promise<number> => {
    let high = 1;
    while (await exists(high)) high *= 2;
    let low = Math.floor(high / 2);
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (await exists(middle)) low = middle;
      else high = middle;
    }
    return low;
  };

  const readDigest = async (number: number): Promise<{ text: string; digest: Digest }> => {
    const bytes = await archive.read(digestKey(number));
    if (bytes === undefined) throw new Error(`${digestKey(number)} is not there`);
    const text = bytes.toString('utf8');
    return { text, digest: digestSchema.parse(JSON.parse(text)) };
  };

  /** The keys that digests of the last day named. */
  const namedSince = async (last: number, since: number): Promise<Set<string>> => {
    const named = new Set<string>();
    for (let number = last; number > 0; number -= 1) {
      const { digest } = await readDigest(number);
      for (const { key } of digest.objects) named.add(key);
      if (Date.parse(digest.made_at) < since) break;
    }
    return named;
  };

  const listDay = async (prefix: string): Promise<ArchiveEntry[]> => {
    const entries: ArchiveEntry[] = [];
    for (let more = true; more; ) {
      const page = await archive.list(prefix, entries.at(-1)?.key, PAGE);
      entries.push(...page);
      more = page.length === PAGE;
    }
    return entries;
  };

  const describe = async ({ key }: ArchiveEntry) => {
    const bytes = await archive.read(key);
    if (bytes === undefined) throw new Error(`${key} is not there any more`);
    const lines = bytes.reduce((count, byte) => (byte === 10 ? count + 1 : count), 0);
    return { key, sha256: sha256(bytes), bytes: bytes.byteLength, lines };
  };

  const make = async (last: Last, at: number): Promise<Digest> => {
    // Objects that were named a day before the last look are older than any that may still come.
    const since = at - LATE_MS;
    const before = last.number === 0 ? undefined : Date.parse((await readDigest(last.number)).digest.made_at);
    const from = before === undefined ? since : Math.min(since, before - LATE_MS);
    const named = await namedSince(last.number, from - LATE_MS);
    const days: string[] = last.number === 0 ? ['events/'] : [];
    if (last.number > 0)
      for (let day = from; dayPrefix(day) <= dayPrefix(at + 60_000); day += 86_400_000)
        days.push(dayPrefix(day));
    const entries = (await Promise.all(days.map(listDay))).flat();
    const fresh = entries
      .filter(({ key }) => !named.has(key))
      .sort((one, other) => (one.key < other.key ? -1 : 1));
    const described = new Map<string, DigestBody['objects'][number]>();
    await inParallel(fresh, READS_AT_ONCE, async (entry) => described.set(entry.key, await describe(entry)));
    const objects = fresh.flatMap(({ key }) => described.get(key) ?? []);
    const { keyId } = await signer.publicKey();
    const body: DigestBody = {
      format: 'openscript-audit-digest-1',
      number: last.number + 1,
      made_at: new Date(at).toISOString(),
      previous_sha256: last.number === 0 ? null : sha256(last.text),
      objects,
      key_id: keyId,
      algorithm: 'ECDSA_SHA_256',
    };
    return { ...body, signature: await signer.sign(signedBytes(body)) };
  };

  return async (): Promise<Pick<Digest, 'number' | 'made_at'> & { readonly objects: number }> => {
    for (let round = 1; round <= MAX_ROUNDS; round += 1) {
      const number = await lastNumber();
      const text = number === 0 ? '' : (await readDigest(number)).text;
      const made = await make({ number, text }, now());
      if (await archive.put(digestKey(made.number), digestText(made))) {
        const facts = { number: made.number, made_at: made.made_at, objects: made.objects.length };
        log.info('a digest was made', facts);
        return facts;
      }
    }
    throw new Error('others make digests all the time');
  };
};
