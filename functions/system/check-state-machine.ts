import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { DependencyCheck } from './dependency-check.ts';

/** Asks whether the state machine is there. */
export const makeCheckStateMachine = (stateMachineArn: string): DependencyCheck => {
  const client = new SFNClient({});
  const command = new DescribeStateMachineCommand({ stateMachineArn });
  return (abortSignal) => client.send(command, { abortSignal });
};
