import { ECSClient } from '@aws-sdk/client-ecs';
import { makeTasks, type Tasks } from './tasks.ts';

/** The stage's cluster, reached with the function's own role. */
export const openTasks = (config: { readonly CLUSTER_NAME: string }): Tasks =>
  makeTasks(new ECSClient({}), config.CLUSTER_NAME);
