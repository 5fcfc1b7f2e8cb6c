/** Why a value does not fit: a message key and what it names. `value` is what the reader compares with. */
export interface Fault {
  readonly key: FaultKey;
  readonly named?: Readonly<Record<string, string | number>>;
}

/** Every fault the form itself finds; the keys are message keys. */
export const faultKeys = {
  missing: 'fault.missing',
  integer: 'fault.integer',
  integerRange: 'fault.integerRange',
  number: 'fault.number',
  decimal: 'fault.decimal',
  date: 'fault.date',
  time: 'fault.time',
  dateTime: 'fault.dateTime',
  choice: 'fault.choice',
  json: 'fault.json',
  jsonObject: 'fault.jsonObject',
  jsonNumber: 'fault.jsonNumber',
  minimum: 'fault.minimum',
  maximum: 'fault.maximum',
  maxLength: 'fault.maxLength',
  pattern: 'fault.pattern',
  patternWords: 'fault.patternWords',
  minItems: 'fault.minItems',
  maxItems: 'fault.maxItems',
  filesPending: 'fault.filesPending',
  filesFailed: 'fault.filesFailed',
} as const;
export type FaultKey = (typeof faultKeys)[keyof typeof faultKeys];

export const fault = (
  key: keyof typeof faultKeys,
  named?: Readonly<Record<string, string | number>>,
): Fault => (named === undefined ? { key: faultKeys[key] } : { key: faultKeys[key], named });
