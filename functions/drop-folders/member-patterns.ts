import type { FieldError } from '../platform/errors.ts';
import { type Text, text } from '../platform/text.ts';
import type { Member } from './contract.ts';
import {
  MAX_OPEN_PARTS,
  MAX_OPTIONAL_PARTS,
  type PatternFacts,
  PatternFault,
  readPattern,
} from './pattern-syntax.ts';

/** Longer paths match no pattern, so that no pattern meets a longer text. */
export const MAX_MATCHED_PATH = 400;

/** The patterns of a drop folder, ready to compare paths with. */
export interface MemberPatterns {
  /** The named parts that make up a set's key. */
  readonly keyParts: readonly string[];
  /** The members (by their place) that a path fits, with the key it gives there. */
  readonly match: (
    path: string,
  ) => readonly { readonly member: number; readonly key: Record<string, string> }[];
}

interface ReadMember {
  readonly pattern: string;
  readonly facts: PatternFacts;
}

const fieldOf = (member: number): string => `members.${member}.pattern`;

/** `\k<month>` of a part that another member has stands for that part: any order of arrival gives the same key. */
const expand = ({ pattern, facts }: ReadMember, parts: ReadonlyMap<string, string>): string => {
  const known = new Set(facts.parts.map(({ name }) => name));
  let expanded = '';
  let from = 0;
  for (const { name, start, end } of facts.references) {
    expanded += pattern.slice(from, start);
    if (known.has(name)) expanded += pattern.slice(start, end);
    else {
      const source = parts.get(name);
      if (source === undefined)
        throw new PatternFault(
          text(`\\k<${name}> refers to a part that no member has`, `\\k<${name}> 引用了不存在的部分`),
        );
      expanded += `(?<${name}>${source})`;
      known.add(name);
    }
    from = end;
  }
  return expanded + pattern.slice(from);
};

const checkReferences = ({ pattern, facts }: ReadMember): void => {
  for (const { name, start } of facts.references) {
    const declared = pattern.indexOf(`(?<${name}>`);
    if (declared > start)
      throw new PatternFault(
        text(`\\k<${name}> stands before the part it refers to`, `\\k<${name}> 出现在其引用的部分之前`),
      );
  }
};

const compile = (expanded: string): { expression: RegExp; names: readonly string[] } => {
  const { openParts, optionalParts, parts } = readPattern(expanded);
  if (openParts > MAX_OPEN_PARTS)
    throw new PatternFault(
      text(
        `has ${openParts} parts of any length; at most ${MAX_OPEN_PARTS} are taken`,
        `有 ${openParts} 个长度不定的部分，最多 ${MAX_OPEN_PARTS} 个`,
      ),
    );
  if (optionalParts > MAX_OPTIONAL_PARTS)
    throw new PatternFault(
      text(
        `has ${optionalParts} optional parts and alternatives; at most ${MAX_OPTIONAL_PARTS} are taken`,
        `有 ${optionalParts} 个可选或择一的部分，最多 ${MAX_OPTIONAL_PARTS} 个`,
      ),
    );
  try {
    return { expression: new RegExp(`^(?:${expanded})$`, 'u'), names: parts.map(({ name }) => name) };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message.replace(/^.*: /, '') : String(thrown);
    throw new PatternFault(text(`is not a regular expression: ${reason}`, `不是合法的正则表达式：${reason}`));
  }
};

/** Collects what each member's work throws at its field. */
const eachMember = <In, Out>(
  members: readonly In[],
  work: (member: In, index: number) => Out,
  faults: FieldError[],
): (Out | undefined)[] =>
  members.map((member, index) => {
    try {
      return work(member, index);
    } catch (thrown) {
      if (!(thrown instanceof PatternFault)) throw thrown;
      faults.push({ field: fieldOf(index), message: thrown.text });
      return undefined;
    }
  });

const notInAll = (name: string): Text =>
  text(
    `does not have the part ${name} that tells sets apart; add it, or set group_by to the parts that all members have`,
    `缺少区分文件组的部分 ${name}；请补上，或在 group_by 中只列出所有成员都有的部分`,
  );

/** Which parts tell sets apart; faults where members disagree. */
const keyPartsOf = (
  names: readonly (readonly string[])[],
  groupBy: readonly string[] | null,
  faults: FieldError[],
): readonly string[] => {
  const all = [...new Set(names.flat())];
  const shared = all.filter((name) => names.every((own) => own.includes(name)));
  const wanted = groupBy ?? (shared.length > 0 ? shared : all);
  for (const [index, name] of (groupBy ?? []).entries())
    if (!all.includes(name))
      faults.push({
        field: `group_by.${index}`,
        message: text(`no member has a part ${name}`, `没有成员含有部分 ${name}`),
      });
  for (const [member, own] of names.entries())
    for (const name of wanted.filter((each) => all.includes(each) && !own.includes(each)).slice(0, 1))
      faults.push({ field: fieldOf(member), message: notInAll(name) });
  return [...wanted].sort();
};

/**
 * Reads the patterns of all members together: what one names (`(?<month>\d{6})`) the others refer to (`\k<month>`).
 * Answers the patterns, or the faults, each at its field.
 */
export const readMemberPatterns = (
  members: readonly Pick<Member, 'pattern'>[],
  groupBy: readonly string[] | null,
): { patterns: MemberPatterns } | { faults: readonly FieldError[] } => {
  const faults: FieldError[] = [];
  const read = eachMember(
    members,
    ({ pattern }) => {
      const member = { pattern: pattern.normalize('NFC'), facts: readPattern(pattern.normalize('NFC')) };
      checkReferences(member);
      return member;
    },
    faults,
  );
  const parts = new Map<string, string>();
  for (const { name, source } of read.flatMap((member) => member?.facts.parts ?? []))
    if (!parts.has(name)) parts.set(name, source);
  if (faults.length > 0) return { faults };
  const compiled = eachMember(read, (member) => compile(expand(member as ReadMember, parts)), faults);
  if (faults.length > 0) return { faults };
  const ready = compiled.filter((each) => each !== undefined);
  const keyParts = keyPartsOf(
    ready.map(({ names }) => names),
    groupBy,
    faults,
  );
  if (faults.length > 0) return { faults };
  const keyOf = (groups: Readonly<Record<string, string | undefined>> = {}): Record<string, string> =>
    Object.fromEntries(keyParts.map((name) => [name, groups[name] ?? '']));
  const match = (path: string) => {
    const normal = path.normalize('NFC');
    if (normal.length > MAX_MATCHED_PATH) return [];
    return ready.flatMap(({ expression }, member) => {
      const found = expression.exec(normal);
      return found === null ? [] : [{ member, key: keyOf(found.groups) }];
    });
  };
  return { patterns: { keyParts, match } };
};
