/** One faulty field of an error answer; scripts' errors carry their place in the source. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly endLine?: number | undefined;
  readonly endColumn?: number | undefined;
}

/** Our own code for "no answer at all"; the API's codes begin at 40001. */
export const NO_ANSWER = 0;

/** An answer that is an error, or no answer (code 0). `message` is the API's own, in the reader's language. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly code: number;
  readonly status: number;
  readonly faults: readonly FieldFault[];
  readonly requestId: string | undefined;

  constructor(
    code: number,
    status: number,
    message: string,
    faults: readonly FieldFault[] = [],
    requestId?: string,
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.faults = faults;
    this.requestId = requestId;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const whole = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) ? Number(value) : undefined;

const readFault = (value: unknown): readonly FieldFault[] =>
  isRecord(value)
    ? [
        {
          field: text(value.field) ?? '',
          message: text(value.message) ?? '',
          line: whole(value.line),
          column: whole(value.column),
          endLine: whole(value.end_line),
          endColumn: whole(value.end_column),
        },
      ]
    : [];

/** Reads an error answer whatever stands in it: a proxy's page has no code, so the HTTP status makes one. */
export const readFailure = (status: number, body: unknown): ApiFailure => {
  const document = isRecord(body) ? body : {};
  const faults = Array.isArray(document.errors) ? document.errors.flatMap(readFault) : [];
  return new ApiFailure(
    whole(document.code) ?? status * 100 + 1,
    status,
    text(document.message) ?? '',
    faults,
    text(document.request_id),
  );
};

/** What is wrong with one field of what was sent. */
export const faultIn = (failure: unknown, field: string): string | undefined =>
  failure instanceof ApiFailure ? failure.faults.find((fault) => fault.field === field)?.message : undefined;

/** The same place in a document written `a.0.b` and `a[0].b` is one place. */
export const samePlace = (field: string): string => field.replace(/\[["']?([^\]"']*)["']?\]/g, '.$1');

/** The faults below `prefix`, by the rest of their path: `parameters.month` → `month`. */
export const faultsBelow = (faults: readonly FieldFault[], prefix: string): ReadonlyMap<string, string> =>
  new Map(
    faults
      .map(({ field, message }) => [samePlace(field), message] as const)
      .filter(([field]) => field.startsWith(`${prefix}.`))
      .map(([field, message]) => [field.slice(prefix.length + 1), message]),
  );
