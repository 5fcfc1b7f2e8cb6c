import { computed } from 'vue';
import { api, dataOf } from '../../api/client.ts';
import { usePages } from '../../api/use-pages.ts';

/** The versions of a script, newest first. */
export const useVersions = (name: () => string) =>
  usePages(computed(name), (cursor, signal) =>
    dataOf(
      api.GET('/scripts/{name}/versions', {
        params: {
          path: { name: name() },
          query: { page_size: 50, ...(cursor === undefined ? {} : { cursor }) },
        },
        signal,
      }),
    ),
  );
