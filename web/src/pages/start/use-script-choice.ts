import { computed, onScopeDispose, type Ref, ref, watch } from 'vue';
import { api, dataOf, type Script } from '../../api/client.ts';
import { usePages } from '../../api/use-pages.ts';

/** A company has tens of scripts, not thousands: two pages of a hundred are read, search asks the server. */
const PAGE = 100;
/** The server is asked when nothing was typed for so long, in milliseconds. */
const QUIET_MS = 200;

/** The scripts a clerk chooses from: searched, by category, recent and favourite ones first. */
export const useScriptChoice = (favourites: Ref<readonly string[]>) => {
  const words = ref('');
  const category = ref<string | undefined>();
  const only = ref<'favourites' | 'recent' | undefined>();
  const recent = ref<readonly string[]>([]);

  const asked = ref('');
  let typing: ReturnType<typeof setTimeout> | undefined;
  watch(words, (typed) => {
    clearTimeout(typing);
    typing = setTimeout(() => (asked.value = typed.trim()), QUIET_MS);
  });
  onScopeDispose(() => clearTimeout(typing));
  const list = usePages(asked, (cursor, signal) =>
    dataOf(
      api.GET('/scripts', {
        params: {
          query: {
            page_size: PAGE,
            ...(cursor === undefined ? {} : { cursor }),
            ...(asked.value === '' ? {} : { q: asked.value }),
          },
        },
        signal,
      }),
    ),
  );
  const loadRecent = async (): Promise<void> => {
    const runs = await dataOf(api.GET('/runs', { params: { query: { page_size: 30 } } })).catch(
      () => undefined,
    );
    recent.value = [...new Set((runs?.items ?? []).map(({ script }) => script))].slice(0, 8);
  };

  const usable = computed(() =>
    list.items.value.filter((script) => !script.archived && script.current_version !== null),
  );
  const categories = computed(() =>
    [...new Set(usable.value.flatMap((script) => script.category ?? []))].sort((a, b) => a.localeCompare(b)),
  );
  const rank = ({ name }: Script): number =>
    favourites.value.includes(name) ? 0 : recent.value.includes(name) ? 1 : 2;
  const shown = computed(() =>
    usable.value
      .filter((script) => category.value === undefined || script.category === category.value)
      .filter(
        ({ name }) =>
          only.value === undefined ||
          (only.value === 'favourites' ? favourites.value : recent.value).includes(name),
      )
      .sort((a, b) => rank(a) - rank(b)),
  );
  return { words, category, only, recent, categories, shown, list, loadRecent };
};
