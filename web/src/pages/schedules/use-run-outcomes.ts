import { type Ref, ref, watch } from 'vue';
import { api, dataOf, type RunStatus } from '../../api/client.ts';

/** How the latest runs of schedules ended, by their id: one question for a whole list. */
export const useRunOutcomes = (items: Ref<readonly unknown[]>) => {
  const outcomes = ref<ReadonlyMap<string, RunStatus>>(new Map());
  watch(items, async (listed) => {
    if (listed.length === 0) return;
    const runs = await dataOf(
      api.GET('/runs', { params: { query: { page_size: 100, trigger: 'schedule' } } }),
    ).catch(() => undefined);
    if (runs !== undefined) outcomes.value = new Map(runs.items.map(({ id, status }) => [id, status]));
  });
  return outcomes;
};
