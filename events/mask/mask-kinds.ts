/** How the values of a column are hidden. */
export const maskKinds = ['phone', 'identity_number', 'bank_account', 'email', 'name', 'hidden'] as const;
export type MaskKind = (typeof maskKinds)[number];
