import { onMounted, ref } from 'vue';
import { api, dataOf } from '../api/client.ts';

export interface FileFolder {
  readonly name: string;
  /** The user name of whom its files belong to. */
  readonly owner: string;
  readonly files: number;
}

/** The folders of the files one may see, one's own first; `load` reads them anew. */
export const useFolders = () => {
  const folders = ref<readonly FileFolder[]>([]);
  /** Folders are a help beside the list: without an answer the list stands alone. */
  const load = async (): Promise<void> => {
    const answer = await dataOf(api.GET('/files/folders')).catch(() => undefined);
    if (answer !== undefined) folders.value = answer.items;
  };
  onMounted(load);
  return { folders, load };
};
