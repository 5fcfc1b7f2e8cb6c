import { onBeforeUnmount, type Ref } from 'vue';
import { type Renewal, renewedList } from './renewed-list.ts';
import { type Page, usePages } from './use-pages.ts';

/** A list that grows page by page, newest first, whose newest page is renewed while somebody looks. */
export const useRenewedPages = <Item>(
  key: Ref<unknown>,
  ask: (cursor: string | undefined, signal?: AbortSignal) => Promise<Page<Item>>,
  renewal: Renewal<Item>,
) => {
  const list = usePages<Item>(key, ask);
  const renew = async (): Promise<void> => {
    if (document.hidden || list.loading.value || !list.loaded.value) return;
    const before = JSON.stringify(key.value);
    const page = await ask(undefined).catch(() => undefined);
    if (page === undefined || JSON.stringify(key.value) !== before) return;
    list.items.value = renewedList(page, list.items.value, renewal);
  };
  const timer = setInterval(() => void renew(), renewal.everyMs);
  onBeforeUnmount(() => clearInterval(timer));
  return { ...list, renew };
};
