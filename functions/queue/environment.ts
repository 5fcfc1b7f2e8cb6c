import * as z from 'zod';
import { platformEnvironment } from '../platform/environment.ts';

/** QueueApi. Its role needs: the table; `states:StartExecution` (a higher limit lets runs start). */
export const queueApiEnvironment = platformEnvironment.extend({
  /** The state machine `run`. */
  STATE_MACHINE_ARN: z.string().min(1),
});
