/** What of a run expires, in the order in which it is removed. The run itself takes everything with it. */
export const parts = ['logs', 'artifacts', 'files', 'run'] as const;
export type Part = (typeof parts)[number];
