import { computed, onUnmounted, type Ref, ref } from 'vue';
import { currentLanguage } from '../i18n.ts';

const parts = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' });

/** `2026-11-22 08:30` in the reader's zone: the same in every language, for 11/12 is two days. */
export const timeText = (at: string | null | undefined): string =>
  at == null ? '—' : parts.format(new Date(at)).slice(0, 16);

/** With seconds, for timelines. */
export const exactTimeText = (at: string | null | undefined): string =>
  at == null ? '—' : parts.format(new Date(at));

/** `08:30:15`, for log lines. */
export const clockText = (at: string): string => parts.format(new Date(at)).slice(11);

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** "3 minutes ago"; beyond a week the date itself. */
export const agoText = (at: string, now: number): string => {
  const seconds = Math.round((now - Date.parse(at)) / 1000);
  if (seconds > 7 * 86_400) return timeText(at);
  const [unit, size] = STEPS.find(([, length]) => seconds >= length) ?? (['second', 1] as const);
  return new Intl.RelativeTimeFormat(currentLanguage(), { numeric: 'auto', style: 'short' }).format(
    -Math.floor(Math.max(seconds, 0) / size),
    unit,
  );
};

/** The present, in milliseconds, renewed every `every` milliseconds while the component lives. */
export const useNow = (every = 1000): Ref<number> => {
  const now = ref(Date.now());
  const timer = setInterval(() => {
    now.value = Date.now();
  }, every);
  onUnmounted(() => clearInterval(timer));
  return computed(() => now.value);
};
