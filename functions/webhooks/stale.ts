import { type ApiError, conflict } from '../platform/errors.ts';
import { text } from '../platform/text.ts';
import type { Webhook } from './webhook.ts';

/** Somebody changed the webhook since its caller read it. */
export const stale = (): ApiError =>
  conflict(
    text(
      'the webhook was changed meanwhile; read it again and repeat the change',
      'webhook 已被他人修改，请重新读取后再修改',
    ),
    [{ field: 'version', message: text('is not the current one', '不是当前版本') }],
  );

/** Throws 40901 unless the caller knows the webhook as it is. */
export const checkVersion = (hook: Webhook, version: number | undefined): void => {
  if (version !== undefined && version !== hook.version) throw stale();
};
