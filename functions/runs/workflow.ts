import {
  DescribeExecutionCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { WorkflowStart } from '../../events/workflow/run-workflow.ts';
import { isAwsError } from '../platform/failures.ts';

/** The state machine `run`, by the names of its executions. */
export interface Workflow {
  /** Starts an execution; one that was started before under this name is left as it is. */
  start(execution: string, input: WorkflowStart): Promise<void>;
  /** `over`: it has ended, however; `absent`: nobody knows it (it never was, or it is longer ago than history is kept). */
  statusOf(execution: string): Promise<'running' | 'over' | 'absent'>;
  /** Stopping one that is over or absent does nothing. */
  stop(execution: string, cause: string): Promise<void>;
}

/** `…:stateMachine:run` names its executions `…:execution:run:<name>`. */
const executionArn = (stateMachineArn: string, execution: string): string =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${execution}`;

/** The state machine in Step Functions. */
export const makeWorkflow = (client: SFNClient, stateMachineArn: string): Workflow => {
  const statusOf: Workflow['statusOf'] = async (execution) => {
    try {
      const { status } = await client.send(
        new DescribeExecutionCommand({ executionArn: executionArn(stateMachineArn, execution) }),
      );
      return status === 'RUNNING' || status === 'PENDING_REDRIVE' ? 'running' : 'over';
    } catch (thrown) {
      if (isAwsError(thrown, 'ExecutionDoesNotExist')) return 'absent';
      throw thrown;
    }
  };
  return {
    statusOf,
    start: async (execution, input) => {
      try {
        await client.send(
          new StartExecutionCommand({ stateMachineArn, name: execution, input: JSON.stringify(input) }),
        );
      } catch (thrown) {
        if (!isAwsError(thrown, 'ExecutionAlreadyExists')) throw thrown;
      }
    },
    stop: async (execution, cause) => {
      try {
        await client.send(
          new StopExecutionCommand({ executionArn: executionArn(stateMachineArn, execution), cause }),
        );
      } catch (thrown) {
        // What is said of one that has ended differs (ValidationException, for one): what counts is that it has.
        if ((await statusOf(execution)) === 'running') throw thrown;
      }
    },
  };
};
