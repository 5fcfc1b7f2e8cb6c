import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiError, conflict, tooMany, unavailable } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { text } from '../platform/text.ts';
import type { ActivityStore } from './activity-store.ts';
import { type Delivery, ended, errorOf, INLINE_MS, reasonOf } from './delivery.ts';
import type { DeliveryStore } from './delivery-store.ts';
import type { FinishDelivery } from './finish-delivery.ts';
import type { PlanDelivery } from './plan-delivery.ts';
import { Refusal, switchedOff } from './refusal.ts';
import type { Sealing } from './sealing.ts';
import type { Webhook } from './webhook.ts';

/** A request whose signature was valid. */
export interface SignedDelivery {
  /** The sender's name of it. */
  readonly delivery: string;
  /** The name of its signature. */
  readonly signature: string;
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly test: boolean;
}

export interface TakeDependencies {
  readonly deliveries: DeliveryStore;
  readonly activity: Pick<ActivityStore, 'note' | 'take'>;
  readonly sealing: Pick<Sealing, 'seal'>;
  readonly planDelivery: PlanDelivery;
  readonly finishDelivery: FinishDelivery;
  /** Has somebody with more time do the work; when that fails, the delivery is found when it is due. */
  readonly finishLater: (delivery: Delivery) => Promise<void>;
  readonly now: () => number;
}

/** Rounds against others who claim the same name at this moment. */
const MAX_ROUNDS = 10;
const PAUSE_MS = 25;

const otherPayload = (): ApiError =>
  conflict(
    text(
      'this X-OpenScript-Delivery came before with another body; name each delivery anew',
      '此 X-OpenScript-Delivery 已用于另一个请求内容，请为每次投递使用新的标识',
    ),
    [
      {
        field: 'X-OpenScript-Delivery',
        message: text('came before with another body', '已用于另一个请求内容'),
      },
    ],
  );

const otherName = (): ApiError =>
  conflict(
    text(
      'this signature came before under another X-OpenScript-Delivery; sign each delivery with its own time',
      '此签名已用于另一个 X-OpenScript-Delivery，请用各自的时间为每次投递签名',
    ),
    [{ field: 'X-OpenScript-Signature', message: text('came before', '已使用过') }],
  );

/** A delivery as it came, before anything is known of it. */
const rowOf = (hook: Webhook, signed: SignedDelivery, at: number): Delivery => ({
  id: newId('dlv', at),
  webhook_id: hook.id,
  delivery: signed.delivery,
  status: 'pending',
  reason: null,
  run_id: null,
  duplicate_of: null,
  test: signed.test,
  files: 0,
  attempts: 0,
  signature: null,
  payload_sha256: createHash('sha256').update(signed.body).digest('hex'),
  payload_bytes: signed.body.byteLength,
  source_ip: signed.sourceIp.slice(0, 64),
  at: new Date(at).toISOString(),
  finished_at: null,
  work: null,
  due_at: '',
  revision: 1,
});

/**
 * Takes a signed delivery: once written it is not lost, and starts one run however often it comes. Gives the delivery that
 * answers the sender: for a repeated one, the first. Throws what refuses it, and keeps that with the reason.
 */
export const makeTakeDelivery = (deps: TakeDependencies) => {
  const { deliveries, activity, sealing, planDelivery, finishDelivery, finishLater, now } = deps;

  const keep = async (delivery: Delivery): Promise<void> => {
    await deliveries.add(delivery);
    await activity.note(delivery);
  };

  /** Keeps what was refused with its reason, and claims nothing: once the cause is mended it may come again. */
  const keepingRefusals = async <Value>(row: Delivery, work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work();
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      const { code, error } = thrown;
      await keep(ended(row, { status: 'refused', reason: reasonOf(code, error), run_id: null }, now()));
      throw error;
    }
  };

  const finish = async (delivery: Delivery): Promise<Delivery> => {
    if (delivery.status !== 'pending') return delivery;
    if (delivery.files === 0) return finishDelivery(delivery);
    await finishLater(delivery);
    return delivery;
  };

  /** The delivery that came first, if there is one: 40901 when it is another one under the same name. */
  const findFirst = async (hook: Webhook, row: Delivery): Promise<Delivery | undefined> => {
    const claim = await deliveries.findClaim(hook.id, 'delivery', row.delivery, now());
    if (claim === undefined) return undefined;
    if (claim.payloadHash !== row.payload_sha256) throw otherPayload();
    return deliveries.find(hook.id, claim.deliveryId);
  };

  const repeat = async (first: Delivery, row: Delivery): Promise<Delivery> => {
    const done = await finish(first);
    const { id, run_id } = done;
    await keep({ ...ended(row, { status: 'duplicate', reason: null, run_id }, now()), duplicate_of: id });
    return done;
  };

  const claim = async (
    hook: Webhook,
    pending: Delivery,
    signature: string,
  ): Promise<Delivery | undefined> => {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      if (await deliveries.claim({ ...pending, signature })) return undefined;
      const first = await findFirst(hook, pending);
      // Its own: it was written, and only the answer to that was lost.
      if (first !== undefined) return first.id === pending.id ? undefined : first;
      const signed = await deliveries.findClaim(hook.id, 'signature', signature, now());
      if (signed !== undefined && round > 0) throw otherName();
      await sleep(Math.random() * PAUSE_MS * (round + 1));
    }
    throw unavailable(new Error('the delivery is being claimed by others'));
  };

  return async (hook: Webhook, signed: SignedDelivery): Promise<Delivery> => {
    const wait = await activity.take(hook.id, hook.rate_limit, now());
    if (wait > 0)
      throw tooMany(
        text('too many deliveries; wait and send it again', '投递过于频繁，请稍后重新发送'),
        wait,
      );
    const row = rowOf(hook, signed, now());
    if (!hook.enabled) return keepingRefusals(row, () => Promise.reject(switchedOff()));
    const earlier = await findFirst(hook, row);
    if (earlier !== undefined) return answering(await repeat(earlier, row));
    const work = await keepingRefusals(row, () => planDelivery(hook, signed.body));
    const pending: Delivery = {
      ...row,
      files: work.files.length,
      work: await sealing.seal(JSON.stringify(work), row.id),
      due_at: new Date(now() + INLINE_MS).toISOString(),
    };
    const first = await claim(hook, pending, signed.signature);
    if (first !== undefined) return answering(await repeat(first, row));
    const done = await finish({ ...pending, signature: signed.signature });
    await activity.note(done);
    return answering(done);
  };
};

export type TakeDelivery = ReturnType<typeof makeTakeDelivery>;

/** A delivery that was refused after it was written answers as it would have before. */
const answering = (delivery: Delivery): Delivery => {
  if (delivery.reason !== null) throw errorOf(delivery.reason);
  return delivery;
};
