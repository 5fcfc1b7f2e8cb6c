export type MomentKind = 'date' | 'time' | 'date-time';

const two = (digits: string): string => digits.padStart(2, '0');

const tidyDay = (typed: string): string => {
  const match =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(typed) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(typed);
  return match === null ? typed : `${match[1]}-${two(match[2] ?? '')}-${two(match[3] ?? '')}`;
};

const tidyClock = (typed: string): string => {
  const match = /^(\d{1,2})[:时](\d{1,2})分?(?::?(\d{1,2}(?:\.\d+)?)秒?)?(Z|[+-]\d{2}:\d{2})?$/i.exec(typed);
  if (match === null) return typed;
  const [, hours = '', minutes = '', seconds, offset = ''] = match;
  const rest = seconds === undefined ? '' : `:${/^\d(\.|$)/.test(seconds) ? `0${seconds}` : seconds}`;
  return `${two(hours)}:${two(minutes)}${rest}${offset.toUpperCase()}`;
};

/**
 * A date, a time or both as somebody typed or pasted it (2026/10/31, 2026年10月31日, ８：30), in the form in which
 * the console shows it: `2026-10-31`, `08:30`, `2026-10-31 08:30`. What it does not know stays as it is.
 */
export const tidyMoment = (kind: MomentKind, typed: string): string => {
  const text = typed.normalize('NFKC').trim();
  if (kind === 'date') return tidyDay(text);
  if (kind === 'time') return tidyClock(text);
  const match = /^(.*\d日?)(?:\s+|T)(\S+)$/i.exec(text);
  return match === null ? text : `${tidyDay((match[1] ?? '').trim())} ${tidyClock(match[2] ?? '')}`;
};
