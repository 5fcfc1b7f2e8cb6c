import { createHash } from 'node:crypto';
import type { Script, ScriptVersion } from '../../../functions/scripts/script.ts';
import type { SourceStore } from '../../../functions/scripts/source-store.ts';
import {
  type Change,
  type ScriptStore,
  type Shelf,
  scriptPosition,
} from '../../../functions/scripts/store.ts';
import { inMemoryKeys } from '../platform/in-memory-keys.ts';

const isOn = (shelf: Shelf, script: Script): boolean => {
  if (shelf.by === 'owner') return script.owner === shelf.owner;
  const isRestricted = script.visibility === 'restricted';
  if (shelf.by === 'category') return script.category === shelf.category && !isRestricted;
  if (shelf.by === 'department') return script.department === shelf.department && isRestricted;
  return script.archived === shelf.archived && isRestricted === (shelf.by === 'restricted');
};

/** Scripts in memory that behave like the table's: test/integration runs the same suite on the real ones. */
export const inMemoryScripts = (): ScriptStore & { readonly reads: () => number } => {
  const scripts = new Map<string, Script>();
  const versions = new Map<string, ScriptVersion[]>();
  const keys = inMemoryKeys();
  let reads = 0;
  const versionsOf = (name: string) => versions.get(name) ?? [];
  const fits = ({ script, expected, added, claim }: Change, now: number): boolean =>
    scripts.get(script.name)?.version === expected &&
    keys.isFree(claim, now) &&
    !versionsOf(script.name).some(({ n, sha256 }) => n === added?.n || sha256 === added?.sha256);
  const page = <Row>(rows: readonly Row[], limit: number) => {
    reads += 1;
    return { rows: rows.slice(0, limit), end: rows.length <= limit };
  };
  return {
    reads: () => reads,
    find: async (name) => scripts.get(name),
    findAll: async (names) => names.flatMap((name) => scripts.get(name) ?? []),
    findVersion: async (name, n) => versionsOf(name).find((version) => version.n === n),
    findByContent: async (name, sha256) => versionsOf(name).find((version) => version.sha256 === sha256)?.n,
    list: async (shelf, after, limit) =>
      page(
        [...scripts.values()]
          .filter((script) => isOn(shelf, script) && (after === undefined || scriptPosition(script) < after))
          .sort((a, b) => (scriptPosition(a) < scriptPosition(b) ? 1 : -1)),
        limit,
      ),
    listVersions: async (name, after, limit) =>
      page(
        versionsOf(name)
          .filter(({ n }) => after === undefined || n < after)
          .sort((a, b) => b.n - a.n),
        limit,
      ),
    save: async (change, now) => {
      if (!fits(change, now)) return false;
      const { script, added, changed, claim } = change;
      scripts.set(script.name, script);
      const others = versionsOf(script.name).filter(({ n }) => n !== changed?.n);
      versions.set(script.name, [...others, ...(added ? [added] : []), ...(changed ? [changed] : [])]);
      keys.claim(claim, now);
      return true;
    },
    findEarlier: keys.findEarlier,
  };
};

/** Sources in memory. */
export const inMemorySources = (): SourceStore & { readonly keys: () => string[] } => {
  const sources = new Map<string, Buffer>();
  return {
    keys: () => [...sources.keys()],
    put: async (name, sha256, source) => {
      if (createHash('sha256').update(source).digest('hex') !== sha256) throw new Error('BadDigest');
      sources.set(`${name}/${sha256}`, Buffer.from(source));
    },
    get: async (name, sha256) => {
      const source = sources.get(`${name}/${sha256}`);
      if (source === undefined) throw new Error('NoSuchKey');
      return source;
    },
  };
};
