import { ApiFailure } from '../api/failure.ts';

/** What the API says of one field of a body, in the reader's language. */
export const faultOf = (failure: unknown, field: string): string | undefined =>
  failure instanceof ApiFailure
    ? failure.faults.find((fault) => fault.field === field || fault.field.startsWith(`${field}.`))?.message
    : undefined;
