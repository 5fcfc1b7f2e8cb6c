import { type Text, text } from '../platform/text.ts';

/**
 * The part of JavaScript's regular expressions that a member's pattern may use, read so that it cannot backtrack without
 * end: no look-around, no numbered references, nothing repeated that itself varies, and few variable parts in all.
 */

/** Parts that may be of any length, such as `.*`: each multiplies the steps of the worst name by its length. */
export const MAX_OPEN_PARTS = 3;
/** Parts that may be there or not, such as `(…)?`: each doubles them. */
export const MAX_OPTIONAL_PARTS = 4;

/** A named part of a pattern, without its brackets. */
export interface NamedPart {
  readonly name: string;
  readonly source: string;
}

/** Where a pattern refers to a part by `\k<name>`. */
export interface Reference {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface PatternFacts {
  readonly parts: readonly NamedPart[];
  readonly references: readonly Reference[];
  readonly openParts: number;
  readonly optionalParts: number;
}

/** What is wrong with a pattern, for its author. */
export class PatternFault extends Error {
  override readonly name = 'PatternFault';
  readonly text: Text;

  constructor(words: Text) {
    super(words.en);
    this.text = words;
  }
}

const refuse = (en: string, zhCN: string): never => {
  throw new PatternFault(text(en, zhCN));
};

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** What a piece of a pattern is, as far as repeating it matters. */
interface Piece {
  /** It has alternatives or repetitions in it. */
  readonly varies: boolean;
  /** It has named parts or references in it. */
  readonly named: boolean;
}

const FIXED: Piece = { varies: false, named: false };

/** Reads a pattern; throws {@link PatternFault} for what is not allowed. Whether it is well-formed RegExp says in the end. */
export const readPattern = (pattern: string): PatternFacts => {
  const parts: NamedPart[] = [];
  const references: Reference[] = [];
  let openParts = 0;
  let optionalParts = 0;
  let at = 0;

  const rest = (): string => pattern.slice(at);

  const readName = (): string => {
    const end = pattern.indexOf('>', at);
    const name = end < 0 ? '' : pattern.slice(at, end);
    if (!NAME.test(name))
      refuse(
        'the name of a part must be letters, digits and _, as in (?<month>…)',
        '命名部分的名称只能是字母、数字和 _，例如 (?<month>…)',
      );
    at = end + 1;
    return name;
  };

  const readEscape = (): Piece => {
    const letter = pattern[at + 1];
    if (letter === undefined) refuse('ends with a lone \\', '不能以单独的 \\ 结尾');
    if (letter === 'k') {
      const start = at;
      if (pattern[at + 2] !== '<') refuse('\\k wants a name: \\k<month>', '\\k 后需要名称：\\k<month>');
      at += 3;
      references.push({ name: readName(), start, end: at });
      return { varies: false, named: true };
    }
    if (/[0-9xucbB]/.test(letter ?? ''))
      refuse(
        `\\${letter} is not taken; refer to a part by its name: \\k<month>`,
        `不支持 \\${letter}；请用名称引用：\\k<month>`,
      );
    if (letter === 'p' || letter === 'P') {
      const property = /^\\[pP]\{[A-Za-z_=]{1,40}\}/.exec(rest())?.[0];
      if (property === undefined) refuse('\\p wants a property: \\p{Letter}', '\\p 后需要属性：\\p{Letter}');
      at += property?.length ?? 2;
      return FIXED;
    }
    at += 2;
    return FIXED;
  };

  const readClass = (): Piece => {
    for (at += 1; at < pattern.length && pattern[at] !== ']'; at += 1) if (pattern[at] === '\\') at += 1;
    if (at >= pattern.length) refuse('a [ is not closed', '有未闭合的 [');
    at += 1;
    return FIXED;
  };

  const readGroup = (): Piece => {
    at += 1;
    let name: string | undefined;
    if (rest().startsWith('?:')) at += 2;
    else if (/^\?<[^=!]/.test(rest())) {
      at += 2;
      name = readName();
    } else if (rest().startsWith('?'))
      refuse(
        'of the groups with ? only (?<name>…) and (?:…) are taken',
        '带 ? 的分组只支持 (?<name>…) 和 (?:…)',
      );
    const start = at;
    const inner = readAlternatives();
    if (pattern[at] !== ')') refuse('a ( is not closed', '有未闭合的 (');
    if (name !== undefined) {
      if (parts.some((part) => part.name === name))
        refuse(
          `the part ${name} is there twice; refer to it by \\k<${name}>`,
          `部分 ${name} 重复；请用 \\k<${name}> 引用`,
        );
      if (inner.named)
        refuse(`the part ${name} must not hold other named parts`, `部分 ${name} 内不能再有命名部分`);
      parts.push({ name, source: pattern.slice(start, at) });
    }
    at += 1;
    return { varies: inner.varies, named: inner.named || name !== undefined };
  };

  const readAtom = (): Piece => {
    const letter = pattern[at];
    if (letter === '(') return readGroup();
    if (letter === '[') return readClass();
    if (letter === '\\') return readEscape();
    if (letter === '*' || letter === '+' || letter === '?')
      refuse(`nothing to repeat before ${letter}`, `${letter} 前没有可重复的内容`);
    at += (pattern.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    return FIXED;
  };

  const readQuantified = (): Piece => {
    const atom = readAtom();
    const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(rest())?.[0];
    if (quantifier === undefined) return atom;
    at += quantifier.length;
    if (pattern[at] === '?') at += 1;
    if (quantifier === '?') {
      optionalParts += 1;
      return { varies: true, named: atom.named };
    }
    const [, least, , most] = /^\{(\d+)(,(\d*))?\}$/.exec(quantifier) ?? [];
    const fixed = least !== undefined && (most === undefined || most === least);
    if (Number(least ?? 0) > 255 || Number(most ?? 0) > 255)
      refuse('repeats at most 255 times', '最多重复 255 次');
    if (atom.varies || atom.named)
      refuse(
        `${quantifier} must not repeat what itself varies or has a name; write the repetition inside`,
        `${quantifier} 不能重复本身可变或带名称的部分；请把重复写在里面`,
      );
    if (!fixed) openParts += 1;
    return { varies: true, named: false };
  };

  function readAlternatives(): Piece {
    let varies = false;
    let named = false;
    for (; at < pattern.length && pattern[at] !== ')'; ) {
      if (pattern[at] === '|') {
        at += 1;
        varies = true;
        optionalParts += 1;
        continue;
      }
      const piece = readQuantified();
      varies ||= piece.varies;
      named ||= piece.named;
    }
    return { varies, named };
  }

  readAlternatives();
  if (at < pattern.length) refuse('a ) has no (', '有多余的 )');
  return { parts, references, openParts, optionalParts };
};
