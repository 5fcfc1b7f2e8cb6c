import type { Command } from '../command.ts';
import { textTable } from '../text-table.ts';
import { uploadFile } from '../upload-file.ts';

export const files: Command = {
  usage: '[--folder F] [--search WORDS]',
  summary: 'List uploaded files, newest first',
  options: { folder: { type: 'string' }, search: { type: 'string' } },
  words: [0, 0],
  run: async ({ client, args, terminal }) => {
    const query = { folder: args.one('folder'), q: args.one('search') };
    const { items } = await (await client()).call('listFiles', { query });
    const rows = items.map((file) => [file.id, file.name, file.size, file.status, file.created_at]);
    terminal.out(
      args.flag('json')
        ? JSON.stringify(items, null, 2)
        : textTable(['id', 'name', 'bytes', 'status', 'created'], rows),
    );
    return 0;
  },
};

export const put: Command = {
  usage: 'PATH… [--folder F]',
  summary: 'Upload files; prints their ids, which --param takes for a file',
  options: { folder: { type: 'string' } },
  words: [1, 50],
  run: async ({ client, args, terminal }) => {
    const api = await client();
    for (const path of args.positionals)
      terminal.out(await uploadFile(api, terminal, path, args.one('folder')));
    return 0;
  },
};
