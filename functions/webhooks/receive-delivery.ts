import type { Operation } from '../platform/api.ts';
import { ApiError, errorCodes, invalidField, tooLarge, tooMany } from '../platform/errors.ts';
import { MAX_JSON_BYTES } from '../platform/read-request.ts';
import type { HttpRequest } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { ActivityStore } from './activity-store.ts';
import type { AnswerDelivery } from './answer-delivery.ts';
import type { webhooksRoutes } from './contract.ts';
import { rejectedLimit } from './rate-limit.ts';
import type { Sealing } from './sealing.ts';
import { checkSignature, DELIVERY_HEADER, SIGNATURE_HEADER } from './signature.ts';
import type { WebhookStore } from './store.ts';
import type { TakeDelivery } from './take-delivery.ts';
import { hashToken, validSecrets, type Webhook } from './webhook.ts';

export interface ReceiveDependencies {
  readonly store: Pick<WebhookStore, 'findByToken'>;
  readonly activity: Pick<ActivityStore, 'reject' | 'take'>;
  readonly sealing: Pick<Sealing, 'open'>;
  readonly takeDelivery: TakeDelivery;
  readonly answerDelivery: AnswerDelivery;
  readonly now: () => number;
}

/** The same for an address that does not exist, a webhook that is switched off, and a signature that is not valid. */
const notAccepted = (): ApiError =>
  new ApiError(
    errorCodes.notSignedIn,
    text(
      'no webhook takes this: compare the address, the X-OpenScript-Signature and the clock of the sender',
      '没有 webhook 接受此请求：请检查地址、X-OpenScript-Signature 以及发送方的时钟',
    ),
  );

const readDeliveryName = ({ headers }: HttpRequest): string => {
  const name = headers[DELIVERY_HEADER] ?? '';
  if (!/^[\x21-\x7e]{1,128}$/.test(name))
    throw invalidField(
      'X-OpenScript-Delivery',
      text('must be 1 to 128 visible ASCII characters', '必须是 1 到 128 个可见 ASCII 字符'),
    );
  return name;
};

/** Takes a delivery from anybody who has the webhook's secret. */
export const makeReceiveDelivery = (
  deps: ReceiveDependencies,
): Operation<RouteOf<typeof webhooksRoutes, 'receiveDelivery'>> => {
  const { store, activity, sealing, takeDelivery, answerDelivery, now } = deps;

  const signatureOf = async (hook: Webhook, { headers, body }: HttpRequest): Promise<string | undefined> => {
    const secrets = await Promise.all(
      validSecrets(hook, now()).map(({ sealed }) => sealing.open(sealed, hook.id)),
    );
    return checkSignature(headers[SIGNATURE_HEADER], body, secrets, now());
  };

  /** One address that guesses costs little: beyond its limit nothing is counted any more. */
  const reject = async (hook: Webhook | undefined, sourceIp: string): Promise<never> => {
    const wait = await activity.take(`rejected:${sourceIp}`, rejectedLimit, now());
    if (wait > 0)
      throw tooMany(
        text('too many requests that no webhook takes; wait', '未被接受的请求过多，请稍后再试'),
        wait,
      );
    if (hook !== undefined) await activity.reject(hook.id, new Date(now()).toISOString());
    throw notAccepted();
  };

  return async ({ params, query, request }) => {
    if (request.body.byteLength > MAX_JSON_BYTES)
      throw tooLarge(text('a payload may take 1 MiB', '请求内容不得超过 1 MiB'));
    const hook = await store.findByToken(hashToken(params.token));
    const signature = hook === undefined ? undefined : await signatureOf(hook, request);
    if (hook === undefined || signature === undefined) return reject(hook, request.sourceIp);
    const delivery = readDeliveryName(request);
    const { body, sourceIp } = request;
    try {
      const taken = await takeDelivery(hook, { delivery, signature, body, sourceIp, test: false });
      return await answerDelivery(taken, query.wait, request.language);
    } catch (thrown) {
      if (!hook.enabled && thrown instanceof ApiError && thrown.status === 409) throw notAccepted();
      throw thrown;
    }
  };
};
