import { expect, test } from 'vitest';
import { ruleFindings } from './nag-findings.ts';

test('the stacks break no rule of cdk-nag’s AwsSolutions, nor of CloudFormation, without a reason', () => {
  expect(ruleFindings()).toEqual([]);
});
