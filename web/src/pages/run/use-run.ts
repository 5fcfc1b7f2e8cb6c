import { onBeforeUnmount, type Ref, ref, watch } from 'vue';
import { api, dataOf, type Run } from '../../api/client.ts';
import { ApiFailure } from '../../api/failure.ts';
import { isFinal } from './run-words.ts';

/** How often an unfinished run is asked for; slower while nobody looks. */
const EVERY_MS = 1000;
const HIDDEN_MS = 10_000;

/** A run, renewed until it has ended. */
export const useRun = (id: Ref<string>) => {
  const run = ref<Run | undefined>();
  const failure = ref<unknown>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort = new AbortController();

  const read = async (): Promise<void> => {
    clearTimeout(timer);
    const { signal } = abort;
    try {
      const found = await dataOf(api.GET('/runs/{id}', { params: { path: { id: id.value } }, signal }));
      if (signal.aborted) return;
      run.value = found;
      failure.value = undefined;
    } catch (error) {
      if (signal.aborted) return;
      failure.value = error;
      if (error instanceof ApiFailure && error.status >= 400 && error.status < 500 && error.status !== 429)
        return;
    }
    if (run.value === undefined || !isFinal(run.value))
      timer = setTimeout(read, document.hidden ? HIDDEN_MS : EVERY_MS);
  };
  const begin = (): void => {
    abort.abort();
    abort = new AbortController();
    run.value = undefined;
    void read();
  };
  const wake = (): void => {
    if (!document.hidden && run.value !== undefined && !isFinal(run.value)) void read();
  };
  document.addEventListener('visibilitychange', wake);
  watch(id, begin, { immediate: true });
  onBeforeUnmount(() => {
    abort.abort();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', wake);
  });
  return { run, failure, again: read };
};
