import { onMounted, ref } from 'vue';
import { api, dataOf } from '../api/client.ts';

/** The folders of the files one may see, each with the number of its files; `load` reads them anew. */
export const useFolders = () => {
  const folders = ref<readonly { readonly name: string; readonly files: number }[]>([]);
  /** Folders are a help beside the list: without an answer the list stands alone. */
  const load = async (): Promise<void> => {
    const answer = await dataOf(api.GET('/files/folders')).catch(() => undefined);
    if (answer !== undefined) folders.value = answer.items;
  };
  onMounted(load);
  return { folders, load };
};
