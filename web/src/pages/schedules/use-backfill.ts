import { type Ref, ref, shallowRef, watch } from 'vue';
import { findZone } from '../../../../functions/schedules/zone.ts';
import { api, dataOf } from '../../api/client.ts';
import type { Schedule } from './schedule-draft.ts';
import type { Preview } from './use-preview.ts';

const DAY_MS = 86_400_000;
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
const PAGE = 50;

/** A planned tick of the span, with whether the ledger has a run for it already. */
export type Span = Preview['ticks'][number] & { readonly ran: boolean };

/** What a backfill of two days (in the schedule's zone) would run: its first fifty ticks, and whether there are more. */
export const useBackfillSpan = (schedule: Schedule, from: Ref<string>, to: Ref<string>) => {
  const span = shallowRef<readonly Span[]>();
  const more = ref(false);
  const failure = ref<unknown>();
  let turn = 0;
  const load = async (): Promise<void> => {
    turn += 1;
    const own = turn;
    span.value = undefined;
    failure.value = undefined;
    const zone = findZone(schedule.time_zone);
    if (!isDay(from.value) || !isDay(to.value) || from.value > to.value || zone === undefined) return;
    const begin = zone.firstMoment(Date.parse(`${from.value}T00:00Z`));
    const end = Math.min(zone.firstMoment(Date.parse(`${to.value}T00:00Z`) + DAY_MS), Date.now());
    if (begin >= end) {
      span.value = [];
      return;
    }
    const path = { id: schedule.id };
    try {
      const [preview, ledger] = await Promise.all([
        dataOf(
          api.GET('/schedules/{id}/preview', {
            params: { path, query: { after: new Date(begin - 1).toISOString(), count: PAGE } },
          }),
        ),
        dataOf(
          api.GET('/schedules/{id}/ticks', {
            params: {
              path,
              query: {
                page_size: 100,
                since: new Date(begin).toISOString(),
                until: new Date(end).toISOString(),
              },
            },
          }),
        ),
      ]);
      if (own !== turn) return;
      const ran = new Set(
        ledger.items.filter(({ run_id: run }) => run !== null).map(({ due_at: at }) => Date.parse(at)),
      );
      const within = preview.ticks.filter(({ at }) => Date.parse(at) < end);
      span.value = within.map((tick) => ({ ...tick, ran: ran.has(Date.parse(tick.at)) }));
      more.value = within.length === PAGE;
    } catch (error) {
      if (own === turn) failure.value = error;
    }
  };
  watch([from, to], load, { immediate: true });
  return { span, more, failure };
};
