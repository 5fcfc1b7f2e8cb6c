import type { Tone } from '../run/run-words.ts';
import type { Delivery } from './webhook-draft.ts';

export const deliveryKeys: Readonly<Record<Delivery['status'], string>> = {
  pending: 'deliveries.pending',
  accepted: 'deliveries.accepted',
  refused: 'deliveries.refused',
  duplicate: 'deliveries.duplicate',
  failed: 'deliveries.failed',
};
export const deliveryTones: Readonly<Record<Delivery['status'], Tone>> = {
  pending: 'live',
  accepted: 'ok',
  refused: 'warn',
  duplicate: 'still',
  failed: 'bad',
};
