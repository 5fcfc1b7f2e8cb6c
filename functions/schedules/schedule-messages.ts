import { type Text, text } from '../platform/text.ts';
import type { Pause } from './schedule.ts';
import type { Tick } from './tick.ts';

/** The words of the ledger and of pauses, in both languages. */

/** Why a schedule is paused, and what to do. */
export const pauseText = ({ code, facts }: Pause): Text =>
  code === 'by_user'
    ? text(`paused by ${facts.user}`, `已由 ${facts.user} 暂停`)
    : text(
        `paused itself after ${facts.count} failures in a row; look at the last runs, then resume it`,
        `连续 ${facts.count} 次失败后自动暂停；请查看最近的运行，然后恢复`,
      );

const reasons: Readonly<Record<string, (facts: Tick['facts']) => Text>> = {
  paused: () => text('the schedule was paused', '计划已暂停'),
  not_caught_up: ({ late }) =>
    text(
      `nothing looked when it was due, ${late} s ago; the schedule catches up with none`,
      `到期时平台未运行（已过 ${late} 秒）；该计划不补运行`,
    ),
  newer_due: () =>
    text(
      'nothing looked when it was due, and a newer tick is due already; the schedule catches up with the last',
      '到期时平台未运行，且已有更新的时刻到期；该计划只补最后一次',
    ),
  too_late: ({ late, most }) =>
    text(
      `it could be started only ${late} s late; at most ${most} s are allowed`,
      `只能晚 ${late} 秒启动；最多允许 ${most} 秒`,
    ),
  overlap: ({ run_id }) =>
    run_id === '' || run_id === undefined
      ? text('an earlier tick is being started', '较早的时刻正在启动')
      : text(`the run ${run_id} had not ended`, `运行 ${run_id} 尚未结束`),
  owner_gone: ({ owner }) =>
    text(
      `${owner}, whose schedule it is, is gone or disabled; make a schedule of your own`,
      `计划的所有者 ${owner} 已不存在或被停用；请另建一个计划`,
    ),
  owner_not_allowed: ({ owner }) =>
    text(
      `${owner}, whose schedule it is, may not start runs any more; ask an administrator`,
      `计划的所有者 ${owner} 已无权启动运行；请联系管理员`,
    ),
  parameters: ({ en = '', zh = '' }) => text(en, zh),
  refused: ({ en = '', zh = '' }) => text(en, zh),
  platform_error: () => text('the run could not be started after 8 tries', '尝试 8 次后仍无法启动运行'),
};

/** Why a tick did not run. */
export const reasonText = ({ code, facts }: Pick<Tick, 'code' | 'facts'>): Text | undefined =>
  code === null ? undefined : (reasons[code]?.(facts) ?? text(code, code));
