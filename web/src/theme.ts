import { ref } from 'vue';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
const KEPT = 'openscript.theme';

const read = (): Theme => themes.find((known) => known === localStorage.getItem(KEPT)) ?? 'auto';
const preference = matchMedia('(prefers-color-scheme: dark)');

export const theme = ref<Theme>(read());
/** Whether the page is dark now, for what is drawn outside CSS (charts). */
export const isDark = ref(false);

const apply = (): void => {
  isDark.value = theme.value === 'dark' || (theme.value === 'auto' && preference.matches);
  document.documentElement.classList.toggle('dark', isDark.value);
  document.documentElement.classList.toggle('light', theme.value === 'light');
};

export const chooseTheme = (chosen: Theme): void => {
  theme.value = chosen;
  localStorage.setItem(KEPT, chosen);
  apply();
};

preference.addEventListener('change', apply);
apply();
