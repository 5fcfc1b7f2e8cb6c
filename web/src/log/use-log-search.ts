import { computed, ref, type ShallowRef, watch } from 'vue';
import type { LogModel } from './log-model.ts';

/** Lines looked through before the page gets its turn again. */
const STEP = 50_000;

const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Searches a log that may still grow, in steps that leave the page responsive. */
export const useLogSearch = (model: ShallowRef<LogModel>) => {
  const words = ref('');
  const hits = ref<number[]>([]);
  const current = ref(0);
  let searched = 0;
  let turn = 0;

  const advance = async (): Promise<void> => {
    const own = turn;
    while (own === turn && words.value !== '' && searched < model.value.count) {
      const to = Math.min(searched + STEP, model.value.count);
      hits.value = [...hits.value, ...model.value.find(words.value, searched, to)];
      searched = to;
      await breathe();
    }
  };
  watch(words, () => {
    turn += 1;
    hits.value = [];
    current.value = 0;
    searched = 0;
    void advance();
  });
  watch(model, (log) => {
    if (log.count < searched) {
      searched = 0;
      hits.value = [];
    }
    turn += 1;
    void advance();
  });

  const line = computed(() => hits.value[current.value]);
  const step = (by: number): void => {
    if (hits.value.length > 0) current.value = (current.value + by + hits.value.length) % hits.value.length;
  };
  return { words, hits, current, line, step };
};
