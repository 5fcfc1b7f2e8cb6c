import { onBeforeUnmount, type Ref, ref, shallowRef, watch } from 'vue';
import { api, dataOf } from '../../api/client.ts';
import type { Schemas } from '../../api/schemas.ts';
import { previewQueryOf, type ScheduleDraft } from './schedule-draft.ts';

export type Preview = Schemas['TickPreview'];
/** Typing is not asked for letter by letter. */
const WAIT_MS = 300;

/** The next ten ticks of what stands in the form, asked of the API while it changes. */
export const usePreview = (draft: Ref<ScheduleDraft>) => {
  const preview = shallowRef<Preview>();
  const failure = ref<unknown>();
  const busy = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort = new AbortController();
  const ask = async (): Promise<void> => {
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    busy.value = true;
    try {
      preview.value = await dataOf(
        api.GET('/schedules/preview', { params: { query: previewQueryOf(draft.value) }, signal }),
      );
      failure.value = undefined;
    } catch (error) {
      if (signal.aborted) return;
      preview.value = undefined;
      failure.value = error;
    }
    if (!signal.aborted) busy.value = false;
  };
  watch(
    () => JSON.stringify(previewQueryOf(draft.value)),
    () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT_MS);
    },
  );
  void ask();
  onBeforeUnmount(() => {
    clearTimeout(timer);
    abort.abort();
  });
  return { preview, failure, busy };
};
