import { onMounted, ref } from 'vue';
import { api, dataOf } from '../../api/client.ts';
import type { Calendar } from './schedule-draft.ts';

/** All business calendars: a company has a handful. */
export const useCalendars = () => {
  const calendars = ref<readonly Calendar[]>([]);
  const failure = ref<unknown>();
  const loaded = ref(false);
  const load = async (): Promise<void> => {
    try {
      calendars.value = (
        await dataOf(api.GET('/calendars', { params: { query: { page_size: 100 } } }))
      ).items;
      failure.value = undefined;
      loaded.value = true;
    } catch (error) {
      failure.value = error;
    }
  };
  onMounted(load);
  return { calendars, failure, loaded, load };
};
