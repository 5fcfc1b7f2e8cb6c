import { CfnCondition, Fn, type Stack } from 'aws-cdk-lib';
import { stageValues } from '../stage-values.ts';

const ID = 'HasConsoleUrl';

/** Whether the stage says where people open the console: one condition for all who ask. */
export const hasConsoleUrl = (stack: Stack): CfnCondition =>
  (stack.node.tryFindChild(ID) as CfnCondition | undefined) ??
  new CfnCondition(stack, ID, {
    expression: Fn.conditionNot(Fn.conditionEquals(stageValues.consoleUrl(stack), '')),
  });
