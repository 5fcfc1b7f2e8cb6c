import { ApiFailure } from '../api/failure.ts';
import { i18n } from '../i18n.ts';

/** A failure in one line: what the API said, its faulty fields included. */
export const failureText = (failure: unknown): string => {
  const words =
    failure instanceof ApiFailure
      ? [failure.message, ...failure.faults.map(({ message }) => message)].filter(Boolean).join(' ')
      : String(failure);
  return words || i18n.global.t('failure.noAnswer');
};
