import { createVerify } from 'node:crypto';
import { type Digest, type DigestBody, digest as digestSchema } from '../../events/audit/digest.ts';
import { auditEventSchema } from './contract.ts';
import { canonical, digestKey, sha256, signedBytes } from './digest-rules.ts';

/** A copy of the archive, wherever it lies. */
export interface ArchiveCopy {
  /** Keys below `events/` and `digests/`, in any order. */
  keys(): Promise<readonly string[]>;
  read(key: string): Promise<Buffer | undefined>;
}

/** The first fault: where, and what is wrong there. */
export interface Fault {
  readonly key: string;
  readonly what: string;
}

export interface Verified {
  readonly fault: Fault | undefined;
  readonly digests: number;
  readonly objects: number;
  readonly events: number;
  /** The last digest that was good: whoever notes it can tell later that none after it was taken away. */
  readonly head: { readonly number: number; readonly sha256: string; readonly made_at: string } | undefined;
  /** Objects that are newer than the last digest: the next one will name them. */
  readonly undigested: number;
}

class Found extends Error {
  readonly fault: Fault;
  constructor(key: string, what: string) {
    super(`${key}: ${what}`);
    this.fault = { key, what };
  }
}

/** Events come to the bucket by a stream: an object of an earlier hour may still come so much later, in milliseconds. */
const LATE_MS = 2 * 60 * 60_000;

const parseDigest = (key: string, text: string): Digest => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Found(key, 'is not JSON');
  }
  const parsed = digestSchema.safeParse(value);
  if (!parsed.success) throw new Found(key, 'is not a digest');
  if (text !== `${canonical(parsed.data)}\n`) throw new Found(key, 'is not canonical JSON');
  return parsed.data;
};

const isSigned = ({ signature, ...body }: Digest, publicKey: string): boolean =>
  createVerify('SHA256')
    .update(signedBytes(body satisfies DigestBody))
    .verify(publicKey, signature, 'base64');

/** Lines in the order of their ids, none twice; gives the events' ids with the hash of their line. */
const checkLines = (key: string, bytes: Buffer, expected: number): [string, string][] => {
  const text = bytes.toString('utf8');
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new Found(key, 'its last line has no end');
  if (lines.length !== expected)
    throw new Found(key, `has ${lines.length} lines, its digest says ${expected}`);
  let before = '';
  return lines.map((line, index) => {
    const at = `line ${index + 1}`;
    let id: string | undefined;
    try {
      id = auditEventSchema.parse(JSON.parse(line)).id;
    } catch {
      throw new Found(key, `${at} is not an event`);
    }
    if (id <= before) throw new Found(key, `${at} is out of order: ${id} after ${before}`);
    before = id;
    return [id, sha256(line)];
  });
};

/**
 * Verifies a copy of the archive offline, in this order: that the digests are numbered without a gap, each well-formed, signed and
 * chained to the one before; that each object a digest names is there, with its lines in order and in number, and its bytes
 * by their SHA-256; that no event stands there in two versions; that no object is there that no digest names, but those newer
 * than the last one. Stops at the first fault.
 */
export const verifyArchive = async (copy: ArchiveCopy, publicKey: string): Promise<Verified> => {
  const keys = new Set(await copy.keys());
  const digestKeys = [...keys].filter((key) => key.startsWith('digests/')).sort();
  const count = { digests: 0, objects: 0, events: 0, undigested: 0 };
  let head: Verified['head'];

  const checkObject = async (
    digestName: string,
    { key, sha256: expected, bytes: size, lines }: Digest['objects'][number],
    seen: Map<string, string>,
    named: Set<string>,
  ): Promise<void> => {
    if (named.has(key)) throw new Found(digestName, `names ${key}, which a digest before it named`);
    named.add(key);
    const bytes = await copy.read(key);
    if (bytes === undefined) throw new Found(key, `is missing; ${digestName} names it`);
    for (const [id, hash] of checkLines(key, bytes, lines)) {
      const known = seen.get(id);
      if (known !== undefined && known !== hash)
        throw new Found(key, `${id} stands elsewhere in other words`);
      if (known === undefined) count.events += 1;
      seen.set(id, hash);
    }
    if (bytes.byteLength !== size || sha256(bytes) !== expected)
      throw new Found(key, `its bytes are not those that ${digestName} names (SHA-256 differs)`);
    count.objects += 1;
  };

  const checkAll = async (): Promise<void> => {
    const seen = new Map<string, string>();
    const named = new Set<string>();
    let previous: string | null = null;
    if (digestKeys.length === 0) throw new Found('digests/', 'there is no digest');
    for (let number = 1; number <= digestKeys.length; number += 1) {
      const key = digestKey(number);
      if (!keys.has(key)) throw new Found(key, 'is missing');
      const text = (await copy.read(key))?.toString('utf8') ?? '';
      const digest = parseDigest(key, text);
      if (digest.number !== number) throw new Found(key, `holds the digest number ${digest.number}`);
      if (!isSigned(digest, publicKey)) throw new Found(key, 'its signature is not valid');
      if (digest.previous_sha256 !== previous)
        throw new Found(key, `does not follow ${number === 1 ? 'nothing' : digestKey(number - 1)}`);
      if (head !== undefined && digest.made_at < head.made_at)
        throw new Found(key, 'was made before the one before it');
      for (const object of digest.objects) await checkObject(key, object, seen, named);
      previous = sha256(text);
      head = { number, sha256: previous, made_at: digest.made_at };
      count.digests += 1;
    }
    const newest = Date.parse(head?.made_at ?? '') - LATE_MS;
    const hour = `events/${new Date(newest).toISOString().slice(0, 13).replace(/[-T]/g, '/')}`;
    for (const key of [...keys].filter((each) => each.startsWith('events/')).sort()) {
      if (named.has(key)) continue;
      if (key < hour) throw new Found(key, 'is named by no digest');
      count.undigested += 1;
    }
  };

  let fault: Fault | undefined;
  try {
    await checkAll();
  } catch (thrown) {
    if (!(thrown instanceof Found)) throw thrown;
    fault = thrown.fault;
  }
  return { fault, head, ...count };
};
