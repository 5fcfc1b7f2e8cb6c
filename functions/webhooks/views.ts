import type * as z from 'zod';
import type { Language } from '../platform/text.ts';
import { type Activity, noActivity } from './activity-store.ts';
import type { deliverySchema, webhookSchema } from './contract.ts';
import type { Delivery } from './delivery.ts';
import { validSecrets, type Webhook } from './webhook.ts';

/** A webhook as the API shows it: without secret and address. */
export const viewWebhook = (
  hook: Webhook,
  activity: Activity | undefined,
  now: number,
): z.input<typeof webhookSchema> => {
  const { last, rejected, rejected_at } = activity ?? noActivity;
  const { owner_id, token_generation, token_hash, ...shown } = hook;
  return {
    ...shown,
    secrets: validSecrets(hook, now).map(({ created_at, expires_at }) => ({ created_at, expires_at })),
    last_delivery: last,
    rejected: { count: rejected, last_at: rejected_at },
  };
};

/** A delivery as the API shows it, in the reader's language. */
export const viewDelivery = (delivery: Delivery, language: Language): z.input<typeof deliverySchema> => {
  const { signature, work, due_at, revision, reason, ...shown } = delivery;
  return {
    ...shown,
    reason: reason === null ? null : { code: reason.code, message: reason.text[language] },
    errors: (reason?.faults ?? []).map(({ field, message, parameter }) => ({
      field,
      message: message[language],
      ...(parameter === null ? {} : { parameter }),
    })),
  };
};
