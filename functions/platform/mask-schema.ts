/** How the values of a column are hidden. */
export const maskKinds = ['phone', 'identity_number', 'bank_account', 'email', 'name', 'hidden'] as const;
export type MaskKind = (typeof maskKinds)[number];

/** What is hidden: the values of columns with such titles. */
export interface ColumnMask {
  /** Titles, `*` standing for any characters; case, width of characters and outer blanks do not count. */
  readonly columns: readonly string[];
  readonly kind: MaskKind;
}
