import type { Text } from '../../platform/text.ts';

/** A file that is not fetched, and would not be at the next attempt either: the delivery is at fault. */
export class FetchRefused extends Error {
  override readonly name = 'FetchRefused';
  readonly text: Text;

  constructor(words: Text) {
    super(words.en);
    this.text = words;
  }
}

/** A file that was not fetched this time: the host did not answer, or broke off. */
export class FetchFailed extends Error {
  override readonly name = 'FetchFailed';
}
