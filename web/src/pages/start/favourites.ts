import { type Ref, ref, watch } from 'vue';

const read = (key: string): string[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
};

/** Scripts that a user has starred; kept in this browser, apart for each user of it. */
export const useFavourites = (userId: Ref<string>) => {
  const key = () => `openscript.favourites.${userId.value}`;
  const names = ref<string[]>(read(key()));
  watch(userId, () => {
    names.value = read(key());
  });
  const toggle = (name: string): void => {
    names.value = names.value.includes(name)
      ? names.value.filter((one) => one !== name)
      : [...names.value, name];
    localStorage.setItem(key(), JSON.stringify(names.value));
  };
  return { names, toggle };
};
