import * as z from 'zod';
import { schemaMessage } from '../platform/text.ts';

/** A JSON Pointer (RFC 6901): empty for the whole payload, otherwise `/`-separated, `~0` for `~` and `~1` for `/`. */
export const pointerSchema = z
  .string()
  .max(500)
  .regex(
    /^(?:\/(?:[^~/]|~[01])*)*$/,
    schemaMessage(
      'must be a JSON Pointer such as /order/items/0/id',
      '必须是 JSON Pointer，例如 /order/items/0/id',
    ),
  )
  .meta({ example: '/order/month' });
