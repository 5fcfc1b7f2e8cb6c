import * as z from 'zod';
import { ApiError, type ErrorCode, errorCodes, type FieldError } from '../platform/errors.ts';
import type { Text } from '../platform/text.ts';
import { deliveryReasons, deliveryStatuses } from './contract.ts';

const textSchema = z.object({ en: z.string(), 'zh-CN': z.string() });
const reasonCode = z.enum(deliveryReasons);
export type DeliveryReason = z.output<typeof reasonCode>;

/** Deliveries are kept 30 days, in seconds. */
export const DELIVERY_SECONDS = 30 * 24 * 60 * 60;
/** How often the work of a delivery is begun before it is given up. */
export const MAX_ATTEMPTS = 5;
/** Whoever works on a delivery has it for this long, in milliseconds: a little longer than its function may take. */
export const LEASE_MS = 6 * 60 * 1000;
/** A delivery that its own request has not settled by then is taken over, in milliseconds. */
export const INLINE_MS = 60_000;

/** A delivery as it is kept; never its payload. */
export const deliveryRowSchema = z.object({
  id: z.string(),
  webhook_id: z.string(),
  /** The sender's name of it. */
  delivery: z.string(),
  status: z.enum(deliveryStatuses),
  reason: z
    .object({
      code: reasonCode,
      answer: z.int(),
      text: textSchema,
      faults: z.array(z.object({ field: z.string(), message: textSchema, parameter: z.string().nullable() })),
    })
    .nullable(),
  run_id: z.string().nullable(),
  duplicate_of: z.string().nullable(),
  test: z.boolean(),
  files: z.int(),
  attempts: z.int(),
  /** The name of its signature (see `signature.ts`), while it claims one. */
  signature: z.string().nullable(),
  payload_sha256: z.string(),
  payload_bytes: z.int(),
  source_ip: z.string(),
  at: z.string(),
  finished_at: z.string().nullable(),
  /** What is still to be done, sealed for this delivery; gone with its end. */
  work: z.string().nullable(),
  /** When somebody looks after it next; empty: never. */
  due_at: z.string(),
  revision: z.int().min(1),
});
export type Delivery = z.output<typeof deliveryRowSchema>;

/** What is to be done for a delivery, settled when it was taken: a later change of the webhook does not touch it. */
export const workSchema = z.object({
  owner: z.object({ username: z.string(), userId: z.string() }),
  script: z.string(),
  script_version: z.int().nullable(),
  parameters: z.record(z.string(), z.unknown()),
  /** Each with the id that its file gets, so that a second attempt goes on with what is there. */
  files: z.array(z.object({ parameter: z.string(), field: z.string(), url: z.string(), id: z.string() })),
  allowed_hosts: z.array(z.string()),
});
export type Work = z.output<typeof workSchema>;

/** Faults beyond these add nothing. */
const MAX_FAULTS = 50;
const MAX_WORDS = 500;

const short = ({ en, 'zh-CN': zhCN }: Text): Text => ({
  en: en.slice(0, MAX_WORDS).toWellFormed(),
  'zh-CN': zhCN.slice(0, MAX_WORDS).toWellFormed(),
});

/** A refusal as it is kept: with what its answer says. */
export const reasonOf = (
  code: DeliveryReason,
  error: Pick<ApiError, 'code' | 'text' | 'fields'>,
): NonNullable<Delivery['reason']> => ({
  code,
  answer: error.code,
  text: short(error.text),
  faults: error.fields.slice(0, MAX_FAULTS).map(({ field, message, details }) => ({
    field: field.slice(0, MAX_WORDS),
    message: short(message),
    parameter: typeof details?.parameter === 'string' ? details.parameter : null,
  })),
});

const isErrorCode = (code: number): code is ErrorCode =>
  Object.values(errorCodes).some((each) => each === code);

/** The answer that a kept refusal gives. */
export const errorOf = ({ answer, text, faults }: NonNullable<Delivery['reason']>): ApiError =>
  new ApiError(isErrorCode(answer) ? answer : errorCodes.conflict, text, {
    fields: faults.map(
      ({ field, message, parameter }): FieldError => ({
        field,
        message,
        ...(parameter === null ? {} : { details: { parameter } }),
      }),
    ),
  });

/** The delivery at its end: nothing is left to be done. */
export const ended = (
  delivery: Delivery,
  end: Pick<Delivery, 'status' | 'reason' | 'run_id'>,
  at: number,
): Delivery => ({ ...delivery, ...end, work: null, due_at: '', finished_at: new Date(at).toISOString() });
