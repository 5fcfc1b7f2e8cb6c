import { computed, type Ref, ref, watch } from 'vue';

/** One page of a list, as every list of the API answers. */
export interface Page<Item> {
  readonly items: Item[];
  readonly next_cursor: string | null;
}

/**
 * A list that grows page by page. It begins anew when `key` changes (its filters); answers that come after that
 * are dropped.
 */
export const usePages = <Item>(
  key: Ref<unknown>,
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>,
) => {
  const items = ref<Item[]>([]) as Ref<Item[]>;
  const cursor = ref<string | null>(null);
  const loading = ref(false);
  const loaded = ref(false);
  const failure = ref<unknown>();
  let abort = new AbortController();

  const read = async (from: string | undefined): Promise<void> => {
    const own = abort;
    loading.value = true;
    failure.value = undefined;
    try {
      const page = await load(from, own.signal);
      if (own !== abort) return;
      items.value = from === undefined ? page.items : [...items.value, ...page.items];
      cursor.value = page.next_cursor;
      loaded.value = true;
    } catch (error) {
      if (own === abort && !own.signal.aborted) failure.value = error;
    } finally {
      if (own === abort) loading.value = false;
    }
  };
  const begin = (): Promise<void> => {
    abort.abort();
    abort = new AbortController();
    return read(undefined);
  };
  const more = (): Promise<void> =>
    cursor.value === null || loading.value ? Promise.resolve() : read(cursor.value);
  watch(key, begin, { immediate: true, deep: true });

  return { items, loading, loaded, failure, begin, more, hasMore: computed(() => cursor.value !== null) };
};
