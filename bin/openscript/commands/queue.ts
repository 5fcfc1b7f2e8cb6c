import type { Command } from '../command.ts';
import { textTable } from '../text-table.ts';

export const queue: Command = {
  usage: '',
  summary: 'Show the slots in use, and who waits for what',
  words: [0, 0],
  run: async ({ client, args, terminal }) => {
    const found = await (await client()).call('showQueue', {});
    if (args.flag('json')) {
      terminal.out(JSON.stringify(found, null, 2));
      return 0;
    }
    const { limits, slots, waiting, running_count, waiting_count } = found;
    const each = limits.per_user === null ? '' : `, ${limits.per_user} of each user`;
    terminal.out(`${running_count} of ${limits.platform} slots in use${each}; ${waiting_count} waiting`);
    if (slots.length > 0)
      terminal.out(
        textTable(
          ['running', 'script', 'user', 'since'],
          slots.map(({ run_id, script, user, since }) => [run_id, script, user, since]),
        ),
      );
    if (waiting.length > 0)
      terminal.out(
        textTable(
          ['next', 'waiting', 'script', 'user', 'priority', 'for'],
          waiting.map((run) => [
            run.position,
            run.run_id,
            run.script,
            run.user,
            run.priority,
            run.waiting_for,
          ]),
        ),
      );
    return 0;
  },
};
