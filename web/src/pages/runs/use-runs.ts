import { computed, onBeforeUnmount } from 'vue';
import { api, dataOf } from '../../api/client.ts';
import { type Page, usePages } from '../../api/use-pages.ts';
import { useQuery } from '../../api/use-query.ts';
import { isFinal, statusKeys, triggerKeys } from '../run/run-words.ts';
import { dayRange } from './day-range.ts';

const LIVE_MS = 3000;
const isKey = <Keys extends object>(keys: Keys, name: string): name is Extract<keyof Keys, string> =>
  Object.hasOwn(keys, name);

/** The list of runs by the filters in the address; unfinished runs among them are renewed. */
export const useRuns = () => {
  const script = useQuery('script');
  const status = useQuery('status');
  const trigger = useQuery('trigger');
  const who = useQuery('created_by');
  const from = useQuery('from');
  const to = useQuery('to');
  const filters = computed(() => ({
    ...(script.value === '' ? {} : { script: script.value }),
    ...(isKey(statusKeys, status.value) ? { status: status.value } : {}),
    ...(isKey(triggerKeys, trigger.value) ? { trigger: trigger.value } : {}),
    ...(who.value === '' ? {} : { created_by: who.value }),
    ...dayRange(from.value, to.value),
  }));
  const ask = (cursor: string | undefined, signal?: AbortSignal) =>
    dataOf(
      api.GET('/runs', {
        params: { query: { page_size: 25, ...filters.value, ...(cursor === undefined ? {} : { cursor }) } },
        ...(signal === undefined ? {} : { signal }),
      }),
    );
  type Item = Awaited<ReturnType<typeof ask>>['items'][number];
  const list = usePages<Item>(filters, (cursor, signal): Promise<Page<Item>> => ask(cursor, signal));

  /** The newest page again, laid over the list: new runs appear on top, unfinished ones move on. */
  const renew = async (): Promise<void> => {
    if (document.hidden || list.loading.value || !list.loaded.value) return;
    const before = JSON.stringify(filters.value);
    const page = await ask(undefined).catch(() => undefined);
    if (page === undefined || JSON.stringify(filters.value) !== before) return;
    const fresh = new Set(page.items.map(({ id }) => id));
    list.items.value = [...page.items, ...list.items.value.filter(({ id }) => !fresh.has(id))].sort((a, b) =>
      a.created_at < b.created_at ? 1 : -1,
    );
  };
  const timer = setInterval(() => void renew(), LIVE_MS);
  onBeforeUnmount(() => clearInterval(timer));

  const live = computed(() => list.items.value.some((run) => !isFinal(run)));
  const filtered = computed(() => Object.keys(filters.value).length > 0);
  return { ...list, status, live, filtered };
};
