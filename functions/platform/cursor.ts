import { createHmac, timingSafeEqual } from 'node:crypto';
import { invalidField } from './errors.ts';
import { text } from './text.ts';

/** Signs and opens the cursors of one list. */
export interface Cursors {
  /** `scope` names whose list with which filters this is: a cursor opens only in its own scope. */
  seal(position: string | null, scope: readonly unknown[]): Promise<string | null>;
  /** The position, or undefined for the first page; throws 40001 for a forged or foreign cursor. */
  open(cursor: string | undefined, scope: readonly unknown[]): Promise<string | undefined>;
}

const MAC_BYTES = 16;

/** Cursors are `base64url(mac ‖ position)` with HMAC-SHA-256 over scope and position, cut to 128 bits. */
export const makeCursors = (secret: () => Promise<string>): Cursors => {
  const macOf = async (position: string, scope: readonly unknown[]): Promise<Buffer> =>
    createHmac('sha256', await secret())
      .update(JSON.stringify([scope, position]))
      .digest()
      .subarray(0, MAC_BYTES);
  return {
    seal: async (position, scope) =>
      position === null
        ? null
        : Buffer.concat([await macOf(position, scope), Buffer.from(position)]).toString('base64url'),
    open: async (cursor, scope) => {
      if (cursor === undefined) return undefined;
      const bytes = Buffer.from(cursor, 'base64url');
      const position = bytes.subarray(MAC_BYTES).toString();
      const mac = bytes.subarray(0, MAC_BYTES);
      const expected = await macOf(position, scope);
      if (
        mac.length !== MAC_BYTES ||
        bytes.toString('base64url') !== cursor ||
        !timingSafeEqual(mac, expected)
      )
        throw invalidField(
          'cursor',
          text(
            'is not a cursor of this list; start again without it',
            '不是本列表的游标，请从第一页重新开始',
          ),
        );
      return position;
    },
  };
};
