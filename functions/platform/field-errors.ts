import type * as z from 'zod';
import { en, zhCN } from 'zod/locales';
import type { FieldError } from './errors.ts';
import { chineseReading, type Text, text } from './text.ts';

const english = en().localeError;
const chinese = zhCN().localeError;
/** Between the English and the Chinese of one message; zod carries one string. */
const SEPARATOR = '\u0000';

const messageOf = (made: ReturnType<typeof english>): string =>
  (typeof made === 'string' ? made : made?.message) ?? 'is not valid';

/** Both languages while the issue still knows its input, which says more than the finished one. */
const inBothLanguages: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type' && issue.input === undefined) return `is missing${SEPARATOR}缺失`;
  return `${messageOf(english(issue))}${SEPARATOR}${messageOf(chinese(issue))}`;
};

/** A schema's own message (`z.string().regex(…, 'must be …')`) wins over the locale's: zod asks the schema first. */
const textOf = (message: string): Text => {
  const [first = '', second] = message.split(SEPARATOR);
  return text(first, second ?? chineseReading(first));
};

/** Parses a value so that {@link fieldErrors} has its messages in both languages. */
export const parseFields = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.ZodSafeParseResult<z.output<Schema>> => schema.safeParse(value, { error: inBothLanguages });

/**
 * The issues of a union's best-fitting branch, for "invalid input" names no field. The branch with the fewest issues
 * is the one that the caller meant: of two forms of a body, the other one misses and exceeds nearly everything.
 */
const flattened = (issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] =>
  issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
    const [best = []] = issue.errors.map(flattened).sort((a, b) => weightOf(a) - weightOf(b));
    return best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
  });

const weightOf = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);

/**
 * Turns the error of {@link parseFields} into one field error per issue; unknown keys are named one by one.
 * `prefix` is what the caller calls the whole value, when it is a part of the request.
 */
export const fieldErrors = (error: z.ZodError, prefix = ''): FieldError[] =>
  flattened(error.issues).flatMap((issue): FieldError[] => {
    const path = [...(prefix === '' ? [] : [prefix]), ...issue.path.map(String)].join('.');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        field: path === '' ? key : `${path}.${key}`,
        message: text('is not a known field', '未知字段'),
      }));
    return [{ field: path === '' ? 'body' : path, message: textOf(issue.message) }];
  });
