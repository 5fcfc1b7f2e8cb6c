import { onMounted, ref } from 'vue';
import { api, dataOf, type Script } from '../api/client.ts';

/** A company has tens of scripts: three pages of a hundred are read, more would be no list to choose from. */
const PAGE = 100;
const MOST_PAGES = 3;

/** The scripts that a trigger may start, by category and name. */
export const useScripts = () => {
  const scripts = ref<readonly Script[]>([]);
  const failure = ref<unknown>();
  const load = async (): Promise<void> => {
    failure.value = undefined;
    try {
      const found: Script[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < MOST_PAGES && (page === 0 || cursor !== null); page += 1) {
        const answer: { items: Script[]; next_cursor: string | null } = await dataOf(
          api.GET('/scripts', {
            params: { query: { page_size: PAGE, ...(cursor === null ? {} : { cursor }) } },
          }),
        );
        found.push(...answer.items);
        cursor = answer.next_cursor;
      }
      scripts.value = found
        .filter((script) => !script.archived && script.current_version !== null)
        .sort((a, b) => a.name.localeCompare(b.name));
    } catch (error) {
      failure.value = error;
    }
  };
  onMounted(load);
  return { scripts, failure, load };
};
