import { computed, onUnmounted, type Ref, ref } from 'vue';
import { currentLanguage } from '../i18n.ts';

const format = (at: string | number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(currentLanguage(), { hourCycle: 'h23', ...options }).format(new Date(at));

/** `2026/11/22 08:30` in the reader's zone. */
export const timeText = (at: string | null | undefined): string =>
  at == null
    ? '—'
    : format(at, { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });

/** With seconds, for timelines and logs. */
export const exactTimeText = (at: string | null | undefined): string =>
  at == null
    ? '—'
    : format(at, {
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        timeZoneName: 'short',
      });

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
  return new Intl.RelativeTimeFormat(currentLanguage(), { numeric: 'auto' }).format(-Math.floor(Math.max(seconds, 0) / size), unit);
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
