import { type Ref, ref, shallowRef, watch } from 'vue';
import { api, dataOf, type Script } from '../api/client.ts';

/** The script of a trigger's form, read again when another is chosen. `parameters` is its JSON Schema. */
export const useScript = (name: Ref<string>, version: Ref<number | null>) => {
  const script = shallowRef<Script>();
  const parameters = shallowRef<unknown>();
  const failure = ref<unknown>();
  let turn = 0;
  const load = async (): Promise<void> => {
    turn += 1;
    const own = turn;
    failure.value = undefined;
    if (name.value === '') {
      script.value = undefined;
      parameters.value = undefined;
      return;
    }
    try {
      const found = await dataOf(api.GET('/scripts/{name}', { params: { path: { name: name.value } } }));
      const numbered =
        version.value === null || version.value === found.current_version
          ? undefined
          : await dataOf(
              api.GET('/scripts/{name}/versions/{n}', {
                params: { path: { name: name.value, n: version.value } },
              }),
            );
      if (own !== turn) return;
      script.value = found;
      parameters.value = (numbered ?? found).parameters;
    } catch (error) {
      if (own === turn) failure.value = error;
    }
  };
  watch([name, version], load, { immediate: true });
  return { script, parameters, failure, load };
};
