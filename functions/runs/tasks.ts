import { DescribeTasksCommand, type ECSClient, ListTasksCommand, StopTaskCommand } from '@aws-sdk/client-ecs';

/** The ECS tasks of runs; a task's `startedBy` is its run's id. */
export interface Tasks {
  /** ARNs of the run's tasks that nobody has told to stop. */
  findRunning(runId: string): Promise<readonly string[]>;
  /** Sends the task SIGTERM, and SIGKILL when it does not end; a task that has ended is left as it is. */
  stop(arn: string, reason: string): Promise<void>;
  /** Whether all have stopped; a task that ECS has forgotten has. At most 100. */
  areStopped(arns: readonly string[]): Promise<boolean>;
}

/** Tasks in an ECS cluster. */
export const makeTasks = (client: ECSClient, cluster: string): Tasks => ({
  findRunning: async (runId) => {
    const { taskArns = [] } = await client.send(new ListTasksCommand({ cluster, startedBy: runId }));
    return taskArns;
  },
  stop: async (arn, reason) => {
    await client.send(new StopTaskCommand({ cluster, task: arn, reason }));
  },
  areStopped: async (arns) => {
    if (arns.length === 0) return true;
    const { tasks = [] } = await client.send(new DescribeTasksCommand({ cluster, tasks: [...arns] }));
    return tasks.every(({ lastStatus }) => lastStatus === 'STOPPED');
  },
});
