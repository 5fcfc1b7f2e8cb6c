import * as z from 'zod';
import { calendarFields } from './contract.ts';

/** A business calendar as it is kept. */
export const calendarRowSchema = calendarFields.extend({
  name: z.string(),
  version: z.int(),
  updated_by: z.string(),
  updated_at: z.string(),
});
export type Calendar = z.output<typeof calendarRowSchema>;
