import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import type { Thing } from '../platform/thing.ts';
import { thingOfSchedule } from './schedule.ts';
import { makeScheduleStore } from './store.ts';

/** Finds a schedule as decisions know it. */
export const makeFindScheduleThing = (table: Table): ((id: string) => Promise<Thing | undefined>) => {
  const find = once(() => makeScheduleStore(table));
  return async (id) => {
    const found = await find().find(id);
    return found === undefined ? undefined : thingOfSchedule(found);
  };
};
