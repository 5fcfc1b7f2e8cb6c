import { onBeforeUnmount, type Ref, ref, shallowRef, watch } from 'vue';

/**
 * One thing of the API, read at once and again whenever `key` changes; with `everyMs` also again and again while
 * somebody looks. A failed renewal leaves what was shown and says so in `failure`.
 */
export const useLoaded = <Data>(
  key: Ref<unknown>,
  load: (signal: AbortSignal) => Promise<Data>,
  everyMs?: number,
) => {
  const data = shallowRef<Data | undefined>();
  const failure = ref<unknown>();
  const loading = ref(false);
  let abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const plan = (): void => {
    clearTimeout(timer);
    if (everyMs !== undefined) timer = setTimeout(() => (document.hidden ? plan() : void again()), everyMs);
  };
  const again = async (): Promise<void> => {
    clearTimeout(timer);
    const own = abort;
    loading.value = true;
    try {
      const found = await load(own.signal);
      if (own !== abort) return;
      data.value = found;
      failure.value = undefined;
    } catch (error) {
      if (own === abort && !own.signal.aborted) failure.value = error;
    } finally {
      if (own === abort) {
        loading.value = false;
        plan();
      }
    }
  };
  watch(
    key,
    () => {
      abort.abort();
      abort = new AbortController();
      data.value = undefined;
      failure.value = undefined;
      void again();
    },
    { immediate: true, deep: true },
  );
  onBeforeUnmount(() => {
    abort.abort();
    abort = new AbortController();
    clearTimeout(timer);
  });
  return { data, failure, loading, again };
};
