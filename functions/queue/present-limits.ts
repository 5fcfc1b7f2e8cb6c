import type * as z from 'zod';
import { type Ledger, platformLimit } from '../runs/index.ts';
import type { queueLimitsSchema } from './contract.ts';

/** The limits as the world sees them: the platform's is the one in force. */
export const presentLimits = (ledger: Ledger): z.input<typeof queueLimitsSchema> => ({
  ...ledger.limits,
  platform: platformLimit(ledger),
});
