import type { Page } from './use-pages.ts';

/** How the items of a list are known again and ordered, and how often its newest page is asked for. */
export interface Renewal<Item> {
  readonly keyOf: (item: Item) => string;
  /** What the list is sorted by, the greatest first. */
  readonly orderOf: (item: Item) => string;
  readonly everyMs: number;
}

/**
 * The list after its newest page was read again: that page, then what was listed below it before. What left the page
 * (it no longer fits the filter) leaves the list.
 */
export const renewedList = <Item>(
  page: Page<Item>,
  listed: readonly Item[],
  { keyOf, orderOf }: Pick<Renewal<Item>, 'keyOf' | 'orderOf'>,
): Item[] => {
  const last = page.items.at(-1);
  if (last === undefined || page.next_cursor === null) return [...page.items];
  const fresh = new Set(page.items.map(keyOf));
  return [
    ...page.items,
    ...listed.filter((item) => !fresh.has(keyOf(item)) && orderOf(item) <= orderOf(last)),
  ];
};
