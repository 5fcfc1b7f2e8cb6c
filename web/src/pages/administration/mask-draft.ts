import type { MaskKind } from '../../../../functions/platform/mask-schema.ts';
import type { Schemas } from '../../api/schemas.ts';

export type ColumnMask = Schemas['ColumnMask'];

export const maskKindKeys: Readonly<Record<MaskKind, string>> = {
  phone: 'masks.phone',
  identity_number: 'masks.identityNumber',
  bank_account: 'masks.bankAccount',
  email: 'masks.email',
  name: 'masks.personName',
  hidden: 'masks.hidden',
};

/** A value of each kind to try a mask with. */
export const sampleOf: Readonly<Record<MaskKind, string>> = {
  phone: '13812345678',
  identity_number: '110101199003071234',
  bank_account: '6222020200012345678',
  email: 'zhang.san@example.com',
  name: '张三',
  hidden: '12,500.00',
};

/** Titles as they are typed: one to a line, or with commas between. */
export const titlesIn = (words: string): string[] =>
  words
    .split(/[\n,，、]/)
    .map((title) => title.trim())
    .filter((title) => title !== '');
