import type { Operation } from '../platform/api.ts';
import { newId } from '../platform/ids.ts';
import type { RouteOf } from '../platform/route.ts';
import type { AnswerDelivery } from './answer-delivery.ts';
import type { webhooksRoutes } from './contract.ts';
import type { Sealing } from './sealing.ts';
import { checkSignature, sign } from './signature.ts';
import type { WebhookStore } from './store.ts';
import type { TakeDelivery } from './take-delivery.ts';
import { checkOwn } from './webhook.ts';

export interface TestDependencies {
  readonly store: Pick<WebhookStore, 'find'>;
  readonly sealing: Pick<Sealing, 'open'>;
  readonly takeDelivery: TakeDelivery;
  readonly answerDelivery: AnswerDelivery;
  readonly now: () => number;
}

/** Signs a sample as a sender would, compares the signature as for a sender, and takes it: it starts a run. */
export const makeTestWebhook =
  ({
    store,
    sealing,
    takeDelivery,
    answerDelivery,
    now,
  }: TestDependencies): Operation<RouteOf<typeof webhooksRoutes, 'testWebhook'>> =>
  async ({ params, query, body: { payload }, caller, request }) => {
    const hook = await checkOwn(await store.find(params.id), caller, 'triggers.run');
    const secret = await sealing.open(hook.secrets[0]?.sealed ?? '', hook.id);
    const body = Buffer.from(JSON.stringify(payload ?? null));
    const at = now();
    const signature = checkSignature(sign(secret, at, body), body, [secret], at);
    if (signature === undefined) throw new Error('a signature of our own is not valid');
    // A test is never the repetition of another one made in the same second.
    const delivery = newId('req', at);
    const signed = { delivery, signature: `test:${delivery}`, body, sourceIp: request.sourceIp, test: true };
    return answerDelivery(await takeDelivery(hook, signed), query.wait, request.language);
  };
