import {
  makeMemoryBackfillStore,
  makeMemoryCalendarStore,
  makeMemoryScheduleStore,
  makeMemoryTickStore,
} from './stage/memory-stores.ts';
import { describeScheduleStores } from './stage/store-suite.ts';

describeScheduleStores('schedules in memory', async () => ({
  store: makeMemoryScheduleStore(),
  ticks: makeMemoryTickStore(async () => undefined),
  calendars: makeMemoryCalendarStore(),
  backfills: makeMemoryBackfillStore(),
}));
