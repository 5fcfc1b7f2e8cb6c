import type { Schemas } from '../api/schemas.ts';

export type ShareType = Schemas['Grant']['resource']['type'];
export type Right = Schemas['Grant']['right'];

/** The rights that mean something on each kind of thing; the API says the same. */
export const rightsOn: Readonly<Record<ShareType, readonly Right[]>> = {
  script: ['view', 'run', 'edit', 'manage'],
  folder: ['view', 'manage'],
  file: ['view', 'manage'],
  run: ['view', 'edit', 'manage'],
  schedule: ['view', 'run', 'edit', 'manage'],
  drop_folder: ['view', 'run', 'edit', 'manage'],
  webhook: ['view', 'run', 'edit', 'manage'],
};

/** The last millisecond of a day, `2026-11-25`, where the reader is; what is no day stays as it is, for the API to refuse. */
export const endOfDay = (day: string): string => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return day;
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 23, 59, 59, 999).toISOString();
};
