import type { Operations } from '../platform/api.ts';
import type { QueueStore } from '../runs/index.ts';
import { type ChangeLimitsDependencies, makeChangeQueueLimits } from './change-queue-limits.ts';
import type { queueRoutes } from './contract.ts';
import { makeShowQueue } from './show-queue.ts';

/** Everything the API of the queue reaches outside itself. */
export interface QueueDependencies extends ChangeLimitsDependencies {
  readonly queue: QueueStore;
}

/** One operation for each route of the queue. */
export const makeQueueOperations = (deps: QueueDependencies): Operations<typeof queueRoutes> => ({
  showQueue: makeShowQueue(deps),
  changeQueueLimits: makeChangeQueueLimits(deps),
});
