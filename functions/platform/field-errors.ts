import type * as z from 'zod';
import { en, zhCN } from 'zod/locales';
import type { FieldError } from './errors.ts';
import { chineseReading } from './text.ts';

const english = en().localeError;
const chinese = zhCN().localeError;

const messageOf = (made: ReturnType<typeof english>): string =>
  (typeof made === 'string' ? made : made?.message) ?? 'is not valid';

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
 * Turns a zod error into one field error per issue, in both languages. A schema's own message
 * (`z.string().regex(…, 'must be …')`) wins over the locale's; unknown keys are named one by one.
 */
export const fieldErrors = (error: z.ZodError, prefix = ''): FieldError[] =>
  flattened(error.issues).flatMap((issue): FieldError[] => {
    const path = [...(prefix === '' ? [] : [prefix]), ...issue.path.map(String)].join('.');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        field: path === '' ? key : `${path}.${key}`,
        message: { en: 'is not a known field', 'zh-CN': '未知字段' },
      }));
    const raw = issue as unknown as Parameters<typeof english>[0];
    const standard = messageOf(english(raw));
    const own = issue.message !== standard && issue.message !== 'Invalid input';
    return [
      {
        field: path === '' ? 'body' : path,
        message: {
          en: own ? issue.message : standard,
          'zh-CN': own ? chineseReading(issue.message) : messageOf(chinese(raw)),
        },
      },
    ];
  });
