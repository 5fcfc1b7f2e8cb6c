import { computed, type Ref, reactive, ref, shallowReactive, watch } from 'vue';
import { type KnownFile, type Uploads, useUploads } from '../upload/uploads.ts';
import { type Field, fieldsOf, holdsFiles } from './field.ts';
import { type Drafts, draftsFor, type FileState, readForm } from './form-values.ts';

/** Values to begin with: those of an earlier run, its files included. */
export interface Beginning {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, readonly KnownFile[]>>;
}

/**
 * The state of a form made from a script's JSON Schema. It begins anew whenever the schema or the beginning changes.
 * `dynamic`: texts with `{{ … }}` are values too, for triggers fill them in.
 */
export const useParameterForm = (
  schema: Ref<unknown>,
  beginning: Ref<Beginning | undefined>,
  dynamic = false,
) => {
  const fields = computed(() => fieldsOf(schema.value));
  const drafts = ref<Drafts>({});
  const uploads = shallowReactive(new Map<string, Uploads>());
  /** Fields that somebody has left, or tried to send: only their faults are shown. */
  const touched = reactive(new Set<string>());
  /** What the server said, by place, until that field changes. */
  const refused = reactive(new Map<string, string>());

  const begin = (): void => {
    for (const one of uploads.values()) one.clear();
    uploads.clear();
    touched.clear();
    refused.clear();
    drafts.value = draftsFor(fields.value, beginning.value?.parameters);
    for (const field of fields.value.filter(holdsFiles)) {
      const own = useUploads();
      own.addKnown(beginning.value?.files[field.name] ?? []);
      uploads.set(field.name, own);
    }
  };
  watch([fields, beginning], begin, { immediate: true });

  const fileStates = computed<Record<string, FileState>>(() =>
    Object.fromEntries([...uploads].map(([name, one]) => [name, one.state.value])),
  );
  const reading = computed(() => readForm(fields.value, drafts.value, fileStates.value, dynamic));
  const nameOf = (place: string): string => place.split('.')[0] ?? place;

  const touch = (name: string): void => void touched.add(name);
  const change = (name: string): void => {
    for (const place of [...refused.keys()]) if (nameOf(place) === name) refused.delete(place);
  };
  const touchAll = (): void => {
    for (const { name } of fields.value) touched.add(name);
  };
  const refuse = (faults: ReadonlyMap<string, string>): void => {
    refused.clear();
    for (const [place, message] of faults) refused.set(place, message);
  };
  const onlyFiles = computed(
    () => fields.value.length === 1 && fields.value.every((field: Field) => holdsFiles(field)),
  );

  return {
    fields,
    drafts,
    uploads,
    touched,
    refused,
    reading,
    touch,
    change,
    touchAll,
    refuse,
    onlyFiles,
    nameOf,
  };
};
export type ParameterForm = ReturnType<typeof useParameterForm>;
