import type { Stack } from 'aws-cdk-lib';

/** Tells cfn-lint of a rule that it cannot judge in a stack's template; the reason stands in the template with it. */
export const lintException = (stack: Stack, rule: string, reason: string): void => {
  stack.templateOptions.metadata = { 'cfn-lint': { config: { ignore_checks: [rule] } }, [rule]: reason };
};
