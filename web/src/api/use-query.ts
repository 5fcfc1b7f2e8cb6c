import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** One filter of a list, kept in the address: a link shows another person the same list. Empty means not set. */
export const useQuery = (name: string): WritableComputedRef<string> => {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => {
      const value = route.query[name];
      return typeof value === 'string' ? value : '';
    },
    set: (value) => {
      const { [name]: _old, ...rest } = route.query;
      void router.replace({ query: value === '' ? rest : { ...rest, [name]: value } });
    },
  });
};
