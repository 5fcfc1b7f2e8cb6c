import { decide } from '../platform/decide.ts';
import { ApiError, conflict, errorCodes, notAllowed, notFound } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import type { ObjectAction } from '../platform/thing.ts';
import { type Schedule, thingOfSchedule } from './schedule.ts';
import type { ScheduleStore } from './store.ts';

type Finder = Pick<ScheduleStore, 'find'>;

/** A schedule that the caller may see. Throws 40401. */
export const findToSee = async (store: Finder, id: string, caller: Caller): Promise<Schedule> => {
  const schedule = await store.find(id);
  if (schedule === undefined || !(await decide(caller, 'triggers.read', thingOfSchedule(schedule))))
    throw notFound();
  return schedule;
};

/** 40901: the caller decided on an older version. */
export const checkVersion = (schedule: Schedule, version: number | undefined): void => {
  if (version !== undefined && version !== schedule.version)
    throw conflict(text('the schedule was changed meanwhile; load it again', '该计划已被修改，请重新加载'), [
      {
        field: 'version',
        message: text(
          `is stale: the schedule is at ${schedule.version}`,
          `已过期：当前为 ${schedule.version}`,
        ),
        details: { current: schedule.version },
      },
    ]);
};

/** A schedule that the caller may change, or do something else with. Throws 40401 where they may not see it, 40301 where they only may. */
export const findToManage = async (
  store: Finder,
  id: string,
  caller: Caller,
  action: ObjectAction = 'triggers.edit',
): Promise<Schedule> => {
  const schedule = await findToSee(store, id, caller);
  if (!(await decide(caller, action, thingOfSchedule(schedule)))) throw notAllowed('triggers.manage.all');
  return schedule;
};

/** 40301: a schedule runs in its owner's name, so nobody else says what. */
export const notTheOwner = (owner: string): ApiError =>
  new ApiError(
    errorCodes.notAllowed,
    text(
      `only ${owner} may change what this schedule runs, because it runs in their name; make one of your own`,
      `该计划以 ${owner} 的名义运行，只有 ${owner} 可以更改运行内容；请另建一个计划`,
    ),
  );
