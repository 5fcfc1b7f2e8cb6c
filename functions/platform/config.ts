import type * as z from 'zod';

/**
 * Reads a function's configuration from its environment, once, at cold start. The schema is the function's
 * `environment.ts`, which also types the construct's `environment`. All faults come in one error, names only:
 * a value may be a secret.
 */
export const readConfig = <Schema extends z.ZodObject>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): z.output<Schema> => {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))];
  throw new Error(`the environment is not complete: ${names.join(', ')}`);
};

/** The Lambda function that this process is, as the runtime names it; undefined in a test. */
export const functionName = (): string | undefined => process.env.AWS_LAMBDA_FUNCTION_NAME;
