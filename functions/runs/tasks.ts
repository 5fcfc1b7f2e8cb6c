import {
  DescribeTasksCommand,
  type ECSClient,
  paginateListTasks,
  StopTaskCommand,
} from '@aws-sdk/client-ecs';

/** The ECS tasks of runs. A task's `group` is its run's id: Step Functions keeps `startedBy` for itself. */
export interface Tasks {
  /** ARNs of all tasks that nobody has told to stop, by run id. */
  listRunning(): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Those of one run. */
  findRunning(runId: string): Promise<readonly string[]>;
  /** Sends the task SIGTERM, and SIGKILL when it does not end; a task that has ended is left as it is. */
  stop(arn: string, reason: string): Promise<void>;
  /** Whether all have stopped; a task that ECS has forgotten has. At most 100. */
  areStopped(arns: readonly string[]): Promise<boolean>;
}

/** ECS lists and describes so many at once. */
const PAGE = 100;

/** Tasks in an ECS cluster. ECS cannot list by group, so every look lists all that run: one call for each hundred. */
export const makeTasks = (client: ECSClient, cluster: string): Tasks => {
  const describe = async (arns: readonly string[]) =>
    (await client.send(new DescribeTasksCommand({ cluster, tasks: [...arns] }))).tasks ?? [];
  const listRunning = async (): Promise<Map<string, string[]>> => {
    const byRun = new Map<string, string[]>();
    for await (const { taskArns = [] } of paginateListTasks({ client, pageSize: PAGE }, { cluster })) {
      const tasks = taskArns.length === 0 ? [] : await describe(taskArns);
      for (const { taskArn, group, desiredStatus } of tasks)
        if (taskArn !== undefined && group !== undefined && desiredStatus === 'RUNNING')
          byRun.set(group, [...(byRun.get(group) ?? []), taskArn]);
    }
    return byRun;
  };
  return {
    listRunning,
    findRunning: async (runId) => (await listRunning()).get(runId) ?? [],
    stop: async (arn, reason) => {
      await client.send(new StopTaskCommand({ cluster, task: arn, reason }));
    },
    areStopped: async (arns) =>
      arns.length === 0 || (await describe(arns)).every(({ lastStatus }) => lastStatus === 'STOPPED'),
  };
};
