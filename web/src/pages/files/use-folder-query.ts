import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** A folder by its name and whose it is; an empty name is no folder, an empty owner anybody's. */
export interface FolderPlace {
  readonly name: string;
  readonly owner: string;
}

/** The folder that is looked at, kept in the address. */
export const useFolderQuery = (): WritableComputedRef<FolderPlace> => {
  const route = useRoute();
  const router = useRouter();
  const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
  return computed({
    get: () => ({ name: textOf(route.query.folder), owner: textOf(route.query.owner) }),
    set: ({ name, owner }) => {
      const { folder: _name, owner: _owner, ...rest } = route.query;
      void router.replace({
        query: {
          ...rest,
          ...(name === '' ? {} : { folder: name }),
          ...(name === '' || owner === '' ? {} : { owner }),
        },
      });
    },
  });
};
