import { readMemberPatterns } from '../../../../functions/drop-folders/member-patterns.ts';
import type { MemberDraft } from './folder-draft.ts';

/** What would become of one file name. */
export interface TriedName {
  readonly name: string;
  /** Places of the members it fits: one is right, none or several make it a stray. */
  readonly members: readonly number[];
  readonly key: Readonly<Record<string, string>>;
}

/** What would become of the names together: the sets they make. */
export interface TriedSet {
  readonly label: string;
  readonly key: Readonly<Record<string, string>>;
  readonly counts: readonly number[];
  readonly complete: boolean;
}

export interface Trial {
  /** What is wrong with the patterns, by `members.0.pattern` and the like. */
  readonly faults: ReadonlyMap<string, string>;
  readonly keyParts: readonly string[];
  readonly names: readonly TriedName[];
  readonly sets: readonly TriedSet[];
}

const setsOf = (names: readonly TriedName[], members: readonly MemberDraft[]): readonly TriedSet[] => {
  const found = new Map<string, { key: Readonly<Record<string, string>>; counts: number[] }>();
  for (const { members: fits, key } of names.filter((one) => one.members.length === 1)) {
    const id = JSON.stringify(key);
    const set = found.get(id) ?? { key, counts: members.map(() => 0) };
    const at = fits[0] ?? 0;
    set.counts[at] = (set.counts[at] ?? 0) + 1;
    found.set(id, set);
  }
  return [...found.values()].map(({ key, counts }) => ({
    key,
    counts,
    label: Object.entries(key)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
    complete: members.every(({ required, min }, at) => {
      const count = counts[at] ?? 0;
      return count >= min || (!required && count === 0);
    }),
  }));
};

/** Tries file names against the members, by the drop folders' own rules. */
export const tryNames = (
  members: readonly MemberDraft[],
  groupBy: readonly string[] | null,
  text: string,
  language: 'zh-CN' | 'en',
): Trial => {
  const read = readMemberPatterns(members, groupBy);
  if ('faults' in read)
    return {
      faults: new Map(
        read.faults.map(({ field, message }) => [
          field,
          typeof message === 'string' ? message : message[language],
        ]),
      ),
      keyParts: [],
      names: [],
      sets: [],
    };
  const names = [
    ...new Set(
      text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ),
  ].map((name): TriedName => {
    const fits = read.patterns.match(name);
    return { name, members: fits.map(({ member }) => member), key: fits[0]?.key ?? {} };
  });
  return { faults: new Map(), keyParts: read.patterns.keyParts, names, sets: setsOf(names, members) };
};
