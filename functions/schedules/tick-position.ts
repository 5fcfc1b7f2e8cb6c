import type { TickKey } from './tick.ts';

/** The place of a tick in every list, as a cursor holds it. */
export const positionOf = ({ schedule_id, due_at, slot }: TickKey): string =>
  [due_at, slot, schedule_id].join(' ');

/** The tick at a place; undefined: the beginning. */
export const keyAt = (position: string | undefined): TickKey | undefined => {
  const [due_at, slot, schedule_id] = (position ?? '').split(' ');
  return due_at === undefined || slot === undefined || schedule_id === undefined
    ? undefined
    : { schedule_id, due_at, slot };
};

/** Behind every tick there is. */
export const END = '9999-12-31T23:59:59.999Z';
