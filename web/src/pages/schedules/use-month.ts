import { onBeforeUnmount, type Ref, ref, shallowRef, watch } from 'vue';
import { api, dataOf } from '../../api/client.ts';
import { monthRange } from '../../when/month-grid.ts';
import type { Schedule, Tick } from './schedule-draft.ts';

/** A tick of the calendar: one of the ledger, or one still to come. */
export type MonthTick = Pick<
  Tick,
  'due_at' | 'local' | 'status' | 'run_status' | 'run_id' | 'reason' | 'origin'
>;

/** Ticks of the ledger that a month may show, and further ones that are worked out. */
const MOST_PAST_PAGES = 8;
const MOST_FUTURE_PAGES = 6;
const EVERY_MS = 5000;

/** All ticks of a month: what the ledger says, and what the expression still has to come. */
export const useMonth = (schedule: Ref<Schedule>, month: Ref<string>) => {
  const ticks = shallowRef<readonly MonthTick[]>([]);
  const partial = ref(false);
  const failure = ref<unknown>();
  let turn = 0;

  const past = async (from: Date, to: Date): Promise<{ items: Tick[]; all: boolean }> => {
    const items: Tick[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < MOST_PAST_PAGES; page += 1) {
      const answer: { items: Tick[]; next_cursor: string | null } = await dataOf(
        api.GET('/schedules/{id}/ticks', {
          params: {
            path: { id: schedule.value.id },
            query: {
              page_size: 100,
              since: from.toISOString(),
              until: to.toISOString(),
              ...(cursor === null ? {} : { cursor }),
            },
          },
        }),
      );
      items.push(...answer.items);
      cursor = answer.next_cursor;
      if (cursor === null) break;
    }
    return { items, all: cursor === null };
  };
  const future = async (from: Date, to: Date): Promise<{ items: MonthTick[]; all: boolean }> => {
    const items: MonthTick[] = [];
    let after = new Date(Math.max(from.getTime() - 1, Date.now()));
    for (let page = 0; page < MOST_FUTURE_PAGES && after < to; page += 1) {
      const { ticks: found } = await dataOf(
        api.GET('/schedules/{id}/preview', {
          params: { path: { id: schedule.value.id }, query: { after: after.toISOString(), count: 50 } },
        }),
      );
      for (const { at, local } of found)
        if (new Date(at) < to)
          items.push({
            due_at: at,
            local,
            status: 'planned',
            run_status: null,
            run_id: null,
            reason: null,
            origin: 'plan',
          });
      const last = found.at(-1);
      if (found.length < 50 || last === undefined) return { items, all: true };
      after = new Date(last.at);
    }
    return { items, all: after >= to };
  };

  const load = async (): Promise<void> => {
    turn += 1;
    const own = turn;
    const { from, to } = monthRange(month.value);
    try {
      const [before, after] = await Promise.all([
        from.getTime() > Date.now() + 86_400_000 ? { items: [], all: true } : past(from, to),
        schedule.value.enabled ? future(from, to) : { items: [], all: true },
      ]);
      if (own !== turn) return;
      const known = new Set(before.items.map(({ due_at: at }) => at));
      ticks.value = [...before.items, ...after.items.filter(({ due_at: at }) => !known.has(at))].sort(
        (a, b) => (a.due_at < b.due_at ? -1 : 1),
      );
      partial.value = !(before.all && after.all);
      failure.value = undefined;
    } catch (error) {
      if (own === turn) failure.value = error;
    }
  };
  watch([schedule, month], load, { immediate: true });
  const timer = setInterval(() => {
    if (!document.hidden && ticks.value.length < 200) void load();
  }, EVERY_MS);
  onBeforeUnmount(() => {
    turn += 1;
    clearInterval(timer);
  });
  return { ticks, partial, failure, load };
};
