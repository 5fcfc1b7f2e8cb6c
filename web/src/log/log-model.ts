/** One line as the API gives it. */
export interface LogLine {
  readonly n: number;
  readonly at: string;
  readonly stream: 'stdout' | 'stderr' | 'system';
  readonly text: string;
}

/**
 * The lines of a run's log so far, kept as they came: the platform cuts a log at 50 MiB, so all of it fits. Lines
 * that come twice (an answer that was repeated) are taken once.
 */
export class LogModel {
  readonly #lines: LogLine[] = [];

  get count(): number {
    return this.#lines.length;
  }

  /** Number of the last line: the cursor for the next request. */
  get cursor(): number {
    return this.#lines.at(-1)?.n ?? 0;
  }

  at(index: number): LogLine | undefined {
    return this.#lines[index];
  }

  slice(from: number, to: number): readonly LogLine[] {
    return this.#lines.slice(from, to);
  }

  /** Takes lines in order; answers how many of them were new. */
  add(lines: readonly LogLine[]): number {
    let added = 0;
    for (const line of lines) {
      if (line.n <= this.cursor) continue;
      this.#lines.push(line);
      added += 1;
    }
    return added;
  }

  /** The indices of lines in [from, to) that hold the words, whatever their case. */
  find(words: string, from: number, to: number): readonly number[] {
    const wanted = words.toLowerCase();
    const found: number[] = [];
    for (let index = from; index < Math.min(to, this.#lines.length); index += 1) {
      if ((this.#lines[index]?.text ?? '').toLowerCase().includes(wanted)) found.push(index);
    }
    return found;
  }

  /** The log as text, in pieces that never build one huge string. */
  *text(): Generator<string> {
    const STEP = 5000;
    for (let from = 0; from < this.#lines.length; from += STEP) {
      yield `${this.#lines
        .slice(from, from + STEP)
        .map(({ text }) => text)
        .join('\n')}\n`;
    }
  }
}

/** What a line shows: a line may be 32 KiB long, the screen is not. */
export const SHOWN_CHARACTERS = 2000;

/** Splits a line round every occurrence of the searched words, so that they can be marked without markup. */
export const marked = (
  text: string,
  words: string,
): readonly { readonly text: string; readonly hit: boolean }[] => {
  if (words === '') return [{ text, hit: false }];
  const parts: { text: string; hit: boolean }[] = [];
  const lower = text.toLowerCase();
  const wanted = words.toLowerCase();
  // Lower-casing can change the length of a few letters: then mark nothing rather than the wrong place.
  if (lower.length !== text.length) return [{ text, hit: false }];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    if (at > from) parts.push({ text: text.slice(from, at), hit: false });
    parts.push({ text: text.slice(at, at + wanted.length), hit: true });
    from = at + wanted.length;
  }
  if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from), hit: false });
  return parts;
};
