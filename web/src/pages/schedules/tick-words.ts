import { currentLanguage } from '../../i18n.ts';
import { timeText } from '../../text/times.ts';
import { statusKeys, type Tone } from '../run/run-words.ts';
import type { Tick } from './schedule-draft.ts';

/** `2026-11-25 08:30` of a local time with offset, as it stands there. */
export const localText = (local: string): string => local.slice(0, 16).replace('T', ' ');

/** `Wed 2026-11-25 08:30` in the reader's zone and language. */
export const weekdayTimeText = (at: string): string => {
  const weekday = new Intl.DateTimeFormat(currentLanguage(), { weekday: 'short' }).format(new Date(at));
  return `${weekday} ${timeText(at)}`;
};

/** What came of a tick, as message keys. */
export const tickKeys: Readonly<Record<Tick['status'], string>> = {
  planned: 'outcome.planned',
  firing: 'outcome.firing',
  ran: 'outcome.ran',
  queued: 'outcome.queued',
  skipped: 'outcome.skipped',
  late: 'outcome.late',
  missed: 'outcome.missed',
  held: 'outcome.held',
};
export const originKeys: Readonly<Record<Tick['origin'], string>> = {
  plan: 'outcome.byPlan',
  manual: 'outcome.byHand',
  backfill: 'outcome.byBackfill',
};

type Outcome = Pick<Tick, 'status' | 'run_status'>;
const isStatus = (name: string): name is keyof typeof statusKeys => Object.hasOwn(statusKeys, name);

/** The message key of what a reader wants to know: how the run ended, else what came of the tick. */
export const outcomeKey = ({ status, run_status: run }: Outcome): string =>
  run !== null && isStatus(run) ? statusKeys[run] : tickKeys[status];

/** The colour of a tick: its run's, once there is one. */
export const tickTone = ({ status, run_status: run }: Outcome): Tone => {
  if (run === 'succeeded') return 'ok';
  if (run === 'failed' || run === 'timed_out') return 'bad';
  if (run === 'cancelled') return 'still';
  if (run !== null) return 'live';
  if (status === 'ran' || status === 'queued' || status === 'firing') return 'live';
  return status === 'planned' ? 'still' : 'warn';
};
