import type { WorkflowStart } from '../../../../events/workflow/run-workflow.ts';
import type { Signer } from '../../../../functions/runs/signer.ts';
import type { Tasks } from '../../../../functions/runs/tasks.ts';
import type { Workflow } from '../../../../functions/runs/workflow.ts';

/** The state machine's executions and the tasks of runs, without anything that happens by itself. */
export interface Cloud {
  readonly workflow: Workflow;
  readonly tasks: Tasks;
  readonly signer: Signer;
  /** By name: the input, and whether it still runs. */
  readonly executions: Map<string, { input: WorkflowStart; over: boolean }>;
  /** By ARN. */
  readonly running: Map<string, { runId: string; desired: 'RUNNING' | 'STOPPED'; over: boolean }>;
  /** Fails every call to Step Functions while it is true. */
  stepFunctionsDown: boolean;
}

class ServiceUnavailable extends Error {
  override readonly name = 'ServiceUnavailable';
}

export const makeCloud = (): Cloud => {
  const executions: Cloud['executions'] = new Map();
  const running: Cloud['running'] = new Map();
  const listRunning = async (): Promise<Map<string, string[]>> => {
    const byRun = new Map<string, string[]>();
    for (const [arn, { runId, desired }] of running)
      if (desired === 'RUNNING') byRun.set(runId, [...(byRun.get(runId) ?? []), arn]);
    return byRun;
  };
  const cloud: Cloud = {
    executions,
    running,
    stepFunctionsDown: false,
    workflow: {
      start: async (execution, input) => {
        if (cloud.stepFunctionsDown) throw new ServiceUnavailable('try again');
        if (!executions.has(execution)) executions.set(execution, { input, over: false });
      },
      statusOf: async (execution) => {
        const found = executions.get(execution);
        return found === undefined ? 'absent' : found.over ? 'over' : 'running';
      },
      stop: async (execution) => {
        const found = executions.get(execution);
        if (found !== undefined) found.over = true;
      },
    },
    tasks: {
      listRunning,
      findRunning: async (runId) => (await listRunning()).get(runId) ?? [],
      stop: async (arn) => {
        const task = running.get(arn);
        if (task !== undefined) task.desired = 'STOPPED';
      },
      areStopped: async (arns) => arns.every((arn) => running.get(arn)?.over ?? true),
    },
    signer: {
      get: async ({ bucket, key, versionId }, seconds) =>
        `https://s3.test/${bucket}/${encodeURI(key)}?versionId=${versionId ?? ''}&X-Amz-Expires=${seconds}&X-Amz-Signature=0`,
      post: async (bucket, prefix, maxBytes, seconds) => ({
        url: `https://s3.test/${bucket}`,
        fields: { policy: `${prefix} ${maxBytes} ${seconds}` },
      }),
    },
  };
  return cloud;
};
