import { bytesText } from '../text/amounts.ts';
import { groupDigits } from '../text/decimal.ts';
import type { Field } from './field.ts';

type Say = (key: string, named?: Record<string, string | number>) => string;

const bounds = ({ minimum, maximum }: Field['constraints'], t: Say): readonly string[] => {
  if (minimum !== undefined && maximum !== undefined)
    return [t('hint.between', { low: groupDigits(minimum), high: groupDigits(maximum) })];
  if (minimum !== undefined) return [t('hint.atLeast', { low: groupDigits(minimum) })];
  return maximum === undefined ? [] : [t('hint.atMost', { high: groupDigits(maximum) })];
};

const items = ({ kind, constraints: { minItems, maxItems } }: Field, t: Say): readonly string[] => {
  const files = kind === 'files';
  if ((minItems ?? 0) > 0 && maxItems !== undefined)
    return [t(files ? 'hint.filesBetween' : 'hint.itemsBetween', { low: minItems ?? 0, high: maxItems })];
  if ((minItems ?? 0) > 0)
    return [t(files ? 'hint.filesAtLeast' : 'hint.itemsAtLeast', { low: minItems ?? 0 })];
  return maxItems === undefined
    ? []
    : [t(files ? 'hint.filesAtMost' : 'hint.itemsAtMost', { high: maxItems })];
};

const fallbackHint = ({ fallback, kind }: Field, t: Say): readonly string[] => {
  if (
    fallback === undefined ||
    fallback === null ||
    ['boolean', 'text', 'choice', 'list', 'choices', 'json'].includes(kind)
  )
    return [];
  return [t('hint.fallback', { value: String(fallback) })];
};

/** What a field takes, said before anybody gets it wrong. */
export const constraintHints = (field: Field, t: Say): readonly string[] => {
  const { constraints } = field;
  return [
    ...(constraints.accept.length > 0 ? [constraints.accept.join(' ')] : []),
    ...items(field, t),
    ...(constraints.maxSize === undefined
      ? []
      : [t('hint.eachAtMost', { size: bytesText(constraints.maxSize) })]),
    ...bounds(constraints, t),
    ...(constraints.maxLength === undefined ? [] : [t('hint.maxLength', { limit: constraints.maxLength })]),
    // A description says in words what the pattern says in signs.
    ...(constraints.pattern === undefined || field.description !== ''
      ? []
      : [t('hint.pattern', { pattern: constraints.pattern })]),
    ...fallbackHint(field, t),
  ];
};
