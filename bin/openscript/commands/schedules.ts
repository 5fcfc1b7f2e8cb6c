import type { ApiClient } from '../api-client.ts';
import type { Command, CommandSession } from '../command.ts';
import { CommandError, UsageError } from '../failure.ts';
import type { ApiData } from '../routes.ts';
import { shown } from '../terminal.ts';
import { textTable } from '../text-table.ts';

type Schedule = ApiData<'showSchedule'>;
type Say = (data: unknown, words: () => string) => void;

const stateOf = ({ enabled, paused_reason }: Schedule): string =>
  enabled ? 'on' : (paused_reason ?? 'paused');

const describe = (schedule: Schedule): string =>
  [
    `${shown(schedule.name)} (${schedule.id}), ${shown(stateOf(schedule))}`,
    `script      ${schedule.script}${schedule.script_version === null ? '' : ` version ${schedule.script_version}`}`,
    `expression  ${shown(schedule.expression)} in ${schedule.time_zone}`,
    `next        ${schedule.next_ticks.join(', ') || '-'}`,
    `last        ${schedule.last_tick === null ? '-' : `${schedule.last_tick.due_at} ${schedule.last_tick.status} ${schedule.last_tick.run_id ?? ''}`}`,
  ].join('\n');

/** A schedule by its id, or by its whole name. */
const idOf = async (api: ApiClient, word: string): Promise<string> => {
  if (/^sch_[0-9A-Z]{26}$/.test(word)) return word;
  const { items } = await api.call('listSchedules', { query: { q: word, page_size: 100 } });
  const found = items.filter(({ name }) => name === word);
  const [first] = found;
  if (first === undefined) throw new CommandError(`there is no schedule ${shown(word)} that you may see`);
  return first.id;
};

const list = async (api: ApiClient, say: Say): Promise<void> => {
  const { items } = await api.call('listSchedules', { query: { page_size: 100 } });
  say(items, () =>
    textTable(
      ['id', 'name', 'script', 'expression', 'next', 'state'],
      items.map((each) => [
        each.id,
        each.name,
        each.script,
        `${each.expression} ${each.time_zone}`,
        each.next_ticks[0] ?? '-',
        stateOf(each),
      ]),
    ),
  );
};

const ticks = async (api: ApiClient, id: string, say: Say): Promise<void> => {
  const { items } = await api.call('listTicks', { params: { id }, query: { page_size: 50 } });
  say(items, () =>
    textTable(
      ['due', 'status', 'run', 'reason'],
      items.map((tick) => [tick.local, tick.status, tick.run_id, tick.reason]),
    ),
  );
};

const actions: Readonly<Record<string, (api: ApiClient, id: string, say: Say) => Promise<void>>> = {
  show: async (api, id, say) => {
    const schedule = await api.call('showSchedule', { params: { id } });
    say(schedule, () => describe(schedule));
  },
  ticks,
  pause: async (api, id, say) => {
    const schedule = await api.call('pauseSchedule', { params: { id }, body: {} });
    say(schedule, () => describe(schedule));
  },
  resume: async (api, id, say) => {
    const schedule = await api.call('resumeSchedule', { params: { id }, body: {} });
    say(schedule, () => describe(schedule));
  },
  trigger: async (api, id, say) => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    const tick = await api.call('triggerSchedule', { params: { id }, body: {} }, key);
    say(tick, () => tick.run_id ?? `${tick.status}: ${shown(tick.reason ?? '')}`);
  },
};

const run = async ({ client, args, terminal }: CommandSession): Promise<number> => {
  const [action = 'list', word] = args.positionals;
  const say: Say = (data, words) => terminal.out(args.flag('json') ? JSON.stringify(data, null, 2) : words());
  if (action === 'list') {
    await list(await client(), say);
    return 0;
  }
  const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (act === undefined || word === undefined)
    throw new UsageError(`schedules list, or ${Object.keys(actions).join(', ')} with an id or a name`);
  const api = await client();
  await act(api, await idOf(api, word), say);
  return 0;
};

export const schedules: Command = {
  usage: '[list] | show|ticks|pause|resume|trigger ID-OR-NAME',
  summary: 'List schedules; show, pause, resume or trigger one',
  words: [0, 2],
  run,
};
