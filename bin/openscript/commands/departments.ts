import type { Command } from '../command.ts';
import { UsageError } from '../failure.ts';
import { textTable } from '../text-table.ts';

export const departments: Command = {
  usage: '[list]',
  summary: 'List the tree of departments',
  words: [0, 1],
  run: async ({ client, args, terminal }) => {
    const [name = 'list'] = args.positionals;
    if (name !== 'list') throw new UsageError('departments list is all there is');
    const { items } = await (await client()).call('listDepartments', {});
    const rows = items.map((each) => [
      `${'  '.repeat(each.ancestors.length)}${each.name}`,
      each.members_count,
      each.id,
    ]);
    terminal.out(
      args.flag('json') ? JSON.stringify(items, null, 2) : textTable(['department', 'users', 'id'], rows),
    );
    return 0;
  },
};
