import { groupDigits } from './decimal.ts';

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** Bytes for people: 1 KB is 1,024 bytes, as in the scripts' `MaxSize`. */
export const bytesText = (bytes: number): string => {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(bytes, 1)) / 10)));
  const value = bytes / 1024 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[power] ?? 'B'}`;
};

/** Milliseconds as `0.8 s`, `12.3 s`, `2:05`, `1:02:05`. */
export const durationText = (ms: number): string => {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.floor(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};

/**
 * A value of a result as people read it: digits grouped, none lost, none invented. Numbers keep their shortest
 * exact form; text that is a decimal with a point is grouped, other text (an invoice number, 000123) is not touched.
 */
export const valueText = (value: unknown): string => {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'number') return /e/.test(String(value)) ? String(value) : groupDigits(String(value));
  if (typeof value === 'string') return /^[+-]?\d+\.\d+$/.test(value) ? groupDigits(value) : value;
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  return JSON.stringify(value);
};
