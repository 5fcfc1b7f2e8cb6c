import { computed, onBeforeUnmount, onMounted, ref } from 'vue';
import { api, dataOf, type RunStatus } from '../../api/client.ts';

/** How far back the counts go, and how often they are read anew while somebody looks. */
const DAYS = 30;
const EVERY_MS = 15_000;

/** How many runs of the last 30 days have which status, of all that one may see; undefined until it is known. */
export const useRunCounts = () => {
  const answer = ref<{ counts: Partial<Record<RunStatus, number>>; complete: boolean }>();
  /** The counts are a help beside the list: without an answer the list stands alone. */
  const load = async (): Promise<void> => {
    if (document.hidden) return;
    const found = await dataOf(api.GET('/runs/counts', { params: { query: { days: DAYS } } })).catch(
      () => undefined,
    );
    if (found !== undefined) answer.value = found;
  };
  onMounted(load);
  const timer = setInterval(() => void load(), EVERY_MS);
  onBeforeUnmount(() => clearInterval(timer));
  return computed(() => answer.value);
};
