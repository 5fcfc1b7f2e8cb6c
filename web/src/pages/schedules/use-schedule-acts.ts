import { useI18n } from 'vue-i18n';
import { api, dataOf, newKey } from '../../api/client.ts';
import { sayDone, sayFailure } from '../../layout/say.ts';
import type { Schedule } from './schedule-draft.ts';

/** Pause, resume and run now: each says what it did, and gives the schedule as it is then. */
export const useScheduleActs = () => {
  const { t } = useI18n();
  const at = ({ id }: Schedule) => ({ params: { path: { id } }, body: {} });
  const tried = async (act: () => Promise<string>): Promise<boolean> => {
    try {
      sayDone(await act());
      return true;
    } catch (error) {
      sayFailure(error);
      return false;
    }
  };
  return {
    pause: (schedule: Schedule) =>
      tried(async () => {
        await dataOf(api.POST('/schedules/{id}/pause', at(schedule)));
        return t('schedules.paused', { name: schedule.name });
      }),
    resume: (schedule: Schedule) =>
      tried(async () => {
        await dataOf(api.POST('/schedules/{id}/resume', at(schedule)));
        return t('schedules.resumed', { name: schedule.name });
      }),
    runNow: (schedule: Schedule) =>
      tried(async () => {
        await dataOf(api.POST('/schedules/{id}/trigger', { ...at(schedule), headers: newKey() }));
        return t('schedules.started', { name: schedule.name });
      }),
  };
};
