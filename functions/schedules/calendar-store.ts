import { createConversions } from 'electrodb';
import { conditionHeld } from '../platform/conditional-write.ts';
import { once } from '../platform/once.ts';
import type { Table } from '../platform/table.ts';
import { type Calendar, calendarRowSchema } from './calendar.ts';
import { makeCalendarEntity } from './entities.ts';
import type { Chunk } from './store.ts';

/** Where calendars are kept. */
export interface CalendarStore {
  find(name: string): Promise<Calendar | undefined>;
  /** By name, after a name. */
  list(after: string | undefined, limit: number): Promise<Chunk<Calendar>>;
  /** Writes a calendar over the one of a version; undefined: there must be none. False: somebody was quicker. */
  put(calendar: Calendar, expected: number | undefined): Promise<boolean>;
  remove(calendar: Calendar): Promise<boolean>;
}

const EVERYBODY = 'calendars';

const calendarOf = ({ document }: { document: string }): Calendar =>
  calendarRowSchema.parse(JSON.parse(document));

/** Calendars in the table. */
export const makeCalendarStore = (table: Table): CalendarStore => {
  const calendars = once(() => makeCalendarEntity(table));
  const { everybody } = createConversions(calendars()).byAccessPattern;
  return {
    find: async (name) => {
      const { data } = await calendars().get({ name }).go({ consistent: true });
      return data === null ? undefined : calendarOf(data);
    },
    list: async (after, limit) => {
      const start =
        after === undefined ? null : everybody.fromComposite.toCursor({ name: after, everybody: EVERYBODY });
      const { data, cursor } = await calendars()
        .query.everybody({ everybody: EVERYBODY })
        .go({ cursor: start, limit });
      return { rows: data.map(calendarOf), end: cursor === null };
    },
    put: (calendar, expected) =>
      conditionHeld(() =>
        calendars()
          .put({
            name: calendar.name,
            everybody: EVERYBODY,
            version: calendar.version,
            document: JSON.stringify(calendar),
          })
          .where(({ version }, { notExists, eq }) =>
            expected === undefined ? notExists(version) : eq(version, expected),
          )
          .go(),
      ),
    remove: ({ name, version: expected }) =>
      conditionHeld(() =>
        calendars()
          .delete({ name })
          .where(({ version }, { eq }) => eq(version, expected))
          .go(),
      ),
  };
};
