import { type ApiError, conflict } from '../platform/errors.ts';
import { text } from '../platform/text.ts';
import type { DeliveryReason } from './delivery.ts';

/** Ends a delivery without a run: what its sender is answered, and why it is kept as refused. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: DeliveryReason;
  readonly error: ApiError;

  constructor(code: DeliveryReason, error: ApiError) {
    super(error.message, { cause: error });
    this.code = code;
    this.error = error;
  }
}

/** The same for owners who are gone, switched off, or may no longer start runs. */
export const ownerMayNot = (): Refusal =>
  new Refusal(
    'owner',
    conflict(
      text(
        'the owner of this webhook may not start runs any more; somebody else has to create it anew',
        '该 webhook 的所有者已无权启动运行，请由其他人重新创建',
      ),
    ),
  );

/** Told apart in the webhook's own list only: the sender is answered as if the address did not exist. */
export const switchedOff = (): Refusal =>
  new Refusal('disabled', conflict(text('the webhook is switched off', '该 webhook 已停用')));

/** A script that is archived says so itself. */
export const scriptMayNot = (cause: ApiError): Refusal =>
  new Refusal(
    'script',
    cause.code === 40901
      ? cause
      : conflict(text('the script of this webhook does not exist', '该 webhook 的脚本不存在')),
  );
