import { onBeforeUnmount, type Ref, ref, watch } from 'vue';
import { api, dataOf, type ParametersSchema } from '../../api/client.ts';
import { ApiFailure, type FieldFault } from '../../api/failure.ts';
import type { EditorProblem } from '../../editor/make-editor.ts';

/** After the last key, so that a person who types is not corrected in the middle of a word. */
const REST_MS = 600;

/** What the platform reads from a source: its parameters, or its faults with their places. */
export interface Inspection {
  readonly summary: string;
  readonly parameters: ParametersSchema;
}

/** The faults of a source that have a place in it. */
export const problemsOf = (faults: readonly FieldFault[]): readonly EditorProblem[] =>
  faults.flatMap(({ line, column, endLine, endColumn, message }) =>
    line === undefined ? [] : [{ line, column: column ?? 1, endLine, endColumn, message }],
  );

/** Inspects a source whenever it rests; nothing is stored. */
export const useInspection = (fileName: Ref<string>, source: Ref<string>) => {
  const inspection = ref<Inspection | undefined>();
  const faults = ref<readonly FieldFault[]>([]);
  const failure = ref<unknown>();
  const busy = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort = new AbortController();

  const inspect = async (): Promise<void> => {
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    if (source.value.trim() === '') return;
    busy.value = true;
    try {
      const found = await dataOf(
        api.POST('/scripts/inspect', { body: { file_name: fileName.value, source: source.value }, signal }),
      );
      inspection.value = found;
      faults.value = [];
      failure.value = undefined;
    } catch (error) {
      if (signal.aborted) return;
      const named = error instanceof ApiFailure && error.code === 40001 && error.faults.length > 0;
      faults.value = named ? error.faults : [];
      failure.value = named ? undefined : error;
      if (named) inspection.value = undefined;
    } finally {
      if (!signal.aborted) busy.value = false;
    }
  };
  watch(
    [fileName, source],
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => void inspect(), REST_MS);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    clearTimeout(timer);
    abort.abort();
  });
  return { inspection, faults, failure, busy, again: inspect };
};
