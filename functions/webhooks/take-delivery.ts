import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FindOwner } from '../identity/index.ts';
import {
  ApiError,
  conflict,
  type FieldError,
  tooMany,
  unavailable,
  validationFailed,
} from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { may } from '../platform/permissions.ts';
import { readJson } from '../platform/read-request.ts';
import { text } from '../platform/text.ts';
import { MAX_FILES_PER_RUN } from '../runs/contract.ts';
import type { CheckWish } from '../runs/index.ts';
import type { ActivityStore } from './activity-store.ts';
import {
  type Delivery,
  type DeliveryReason,
  ended,
  errorOf,
  INLINE_MS,
  reasonOf,
  type Work,
} from './delivery.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { type FinishDelivery, ownerMayNot } from './finish-delivery.ts';
import { faultInPayload, fieldOf, type MappedPayload, mapPayload } from './map-payload.ts';
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
  readonly findOwner: FindOwner;
  readonly checkWish: CheckWish;
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

/**
 * Takes a signed delivery: once written it is not lost, and starts one run however often it comes. Gives the delivery that
 * answers the sender: for a repeated one, the first. Throws what refuses it, and keeps that with the reason.
 */
export const makeTakeDelivery = (deps: TakeDependencies) => {
  const { deliveries, activity, sealing, findOwner, checkWish, finishDelivery, finishLater, now } = deps;

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

  const keep = async (delivery: Delivery): Promise<void> => {
    await deliveries.add(delivery);
    await activity.note(delivery);
  };

  const refuse = async (row: Delivery, code: DeliveryReason, error: ApiError): Promise<never> => {
    await keep(ended(row, { status: 'refused', reason: reasonOf(code, error), run_id: null }, now()));
    throw error;
  };

  const faultsOf = async (hook: Webhook, mapped: MappedPayload): Promise<FieldError[]> => {
    const counts = Object.fromEntries(Object.entries(mapped.urls).map(([name, list]) => [name, list.length]));
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    if (total > MAX_FILES_PER_RUN)
      return [
        {
          field: 'payload',
          message: text(
            `names ${total} files; a run takes ${MAX_FILES_PER_RUN}`,
            `包含 ${total} 个文件，一次运行最多 ${MAX_FILES_PER_RUN} 个`,
          ),
        },
      ];
    const wish = { script: hook.script, version: hook.script_version ?? undefined };
    const checked = await checkWish(wish, mapped.parameters, counts);
    const fromPayload = hook.mapping.filter(({ parameter }) => checked.fileParameters.includes(parameter));
    return [
      ...checked.faults.map((fault) => faultInPayload(fault, mapped.paths)),
      ...fromPayload.map(({ parameter, path }) => ({
        field: fieldOf(path),
        message: text(
          `parameter ${parameter} takes files: only file_mapping may fill it`,
          `参数 ${parameter} 是文件，只能通过 file_mapping 提供`,
        ),
      })),
    ];
  };

  /** What the payload asks for; everything that can be said against it now is. */
  const plan = async (hook: Webhook, row: Delivery, body: Buffer): Promise<Work> => {
    let payload: unknown;
    try {
      payload = readJson({ body });
    } catch (thrown) {
      if (thrown instanceof ApiError) return refuse(row, 'payload', thrown);
      throw thrown;
    }
    const mapped = mapPayload(hook, payload);
    if (mapped.faults.length > 0) return refuse(row, 'payload', validationFailed(mapped.faults));
    try {
      const faults = await faultsOf(hook, mapped);
      if (faults.length > 0) return await refuse(row, 'parameters', validationFailed(faults));
    } catch (thrown) {
      if (thrown instanceof ApiError && (thrown.code === 40401 || thrown.code === 40901))
        return refuse(row, 'script', scriptMayNot(thrown));
      throw thrown;
    }
    const owner = await findOwner({ username: hook.owner, userId: hook.owner_id });
    if (owner === undefined || !may(owner, 'runs.start')) return refuse(row, 'owner', ownerMayNot());
    const at = now();
    return {
      owner: { username: hook.owner, userId: hook.owner_id },
      script: hook.script,
      script_version: hook.script_version,
      parameters: mapped.parameters,
      files: Object.entries(mapped.urls).flatMap(([parameter, urls]) =>
        urls.map((url, index) => ({
          parameter,
          field: `${mapped.paths[parameter] ?? ''}${urls.length > 1 ? `/${index}` : ''}`,
          url,
          id: newId('file', at),
        })),
      ),
      allowed_hosts: [...hook.allowed_hosts],
    };
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
      if (first !== undefined) return first;
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
    if (!hook.enabled) return refuse(row, 'disabled', switchedOff());
    const earlier = await findFirst(hook, row);
    if (earlier !== undefined) return answering(await repeat(earlier, row));
    const work = await plan(hook, row, signed.body);
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

/** Told apart in the webhook's own list only: the sender is answered as if the address did not exist. */
export const switchedOff = (): ApiError => conflict(text('the webhook is switched off', '该 webhook 已停用'));

const scriptMayNot = (cause: ApiError): ApiError =>
  cause.code === 40901
    ? cause
    : conflict(text('the script of this webhook does not exist', '该 webhook 的脚本不存在'));
