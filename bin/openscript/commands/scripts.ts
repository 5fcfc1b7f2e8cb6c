import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from '../command.ts';
import { CommandError, UsageError } from '../failure.ts';
import { splitAssignment } from '../parameters.ts';
import type { ApiData } from '../routes.ts';
import { shown } from '../terminal.ts';
import { textTable } from '../text-table.ts';

const readSource = async (path: string): Promise<Buffer> => {
  try {
    return await readFile(path);
  } catch {
    throw new CommandError(`cannot read ${path}`);
  }
};

type Parameters = NonNullable<ApiData<'showScript'>['parameters']>;

/** `integer`, `file`, `list of file`. */
const typeWords = ({ type, format, items }: Readonly<Record<string, unknown>>): string => {
  if (type === 'array' && typeof items === 'object' && items !== null)
    return `list of ${typeWords(items as Readonly<Record<string, unknown>>)}`;
  return [format ?? type ?? 'anything'].flat().map(String).join(' or ');
};

const parametersTable = ({ properties, required = [] }: Parameters): string =>
  textTable(
    ['parameter', 'type', 'required', 'default', 'description'],
    Object.entries(properties).map(([name, schema]) => [
      name,
      typeWords(schema),
      required.includes(name) ? 'yes' : '',
      schema.default === undefined ? '' : JSON.stringify(schema.default),
      schema.description ?? '',
    ]),
  );

/** `--limit memory_mb=4096` words as the form's JSON field. */
const limitsField = (words: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    words.map((word) => {
      const [name, value] = splitAssignment('limit', word);
      if (!Number.isFinite(Number(value))) throw new UsageError(`--limit ${word}: must be a number`);
      return [name, Number(value)];
    }),
  );

export const scripts: Command = {
  usage: '[NAME] [--category C] [--tag T] [--search WORDS]',
  summary: 'List scripts, or show one with its parameters',
  options: { category: { type: 'string' }, tag: { type: 'string' }, search: { type: 'string' } },
  words: [0, 1],
  run: async ({ client, args, terminal }) => {
    const api = await client();
    const [name] = args.positionals;
    if (name !== undefined) {
      const script = await api.call('showScript', { params: { name } });
      const head = `${script.name} v${script.current_version ?? '-'}: ${script.summary}`;
      const table = script.parameters === null ? '' : `\n${parametersTable(script.parameters)}`;
      terminal.out(args.flag('json') ? JSON.stringify(script, null, 2) : shown(head) + table);
      return 0;
    }
    const query = {
      category: args.one('category'),
      tag: args.one('tag'),
      q: args.one('search'),
      page_size: 100,
    };
    const { items } = await api.call('listScripts', { query });
    const rows = items.map((item) => [item.name, item.current_version, item.category, item.summary]);
    terminal.out(
      args.flag('json')
        ? JSON.stringify(items, null, 2)
        : textTable(['name', 'version', 'category', 'summary'], rows),
    );
    return 0;
  },
};

export const upload: Command = {
  usage:
    'FILE.py [--name N] [--category C] [--tags a,b] [--changelog WORDS] [--no-publish] [--limit memory_mb=4096]…',
  summary: 'Upload a script; errors come with line and column',
  options: {
    name: { type: 'string' },
    description: { type: 'string' },
    category: { type: 'string' },
    tags: { type: 'string' },
    changelog: { type: 'string' },
    limit: { type: 'string', multiple: true },
    'no-publish': { type: 'boolean' },
  },
  words: [1, 1],
  run: async ({ client, args, terminal }) => {
    const [path = ''] = args.positionals;
    const form = new FormData();
    // As a form, not as JSON: the source's bytes arrive as they are, byte order mark and line ends kept.
    form.set('file', new Blob([new Uint8Array(await readSource(path))]), basename(path));
    for (const field of ['name', 'description', 'category', 'tags', 'changelog'] as const) {
      const value = args.one(field);
      if (value !== undefined) form.set(field, value);
    }
    if (args.flag('no-publish')) form.set('publish', 'false');
    const limits = limitsField(args.many('limit'));
    if (Object.keys(limits).length > 0) form.set('limits', JSON.stringify(limits));
    const key = { 'idempotency-key': crypto.randomUUID() };
    const version = await (await client()).call('uploadScript', { body: form }, key);
    const state = version.published ? 'published' : 'not published';
    terminal.out(
      args.flag('json')
        ? JSON.stringify(version, null, 2)
        : `${version.name} v${version.version} (${state})\n${parametersTable(version.parameters)}`,
    );
    return 0;
  },
};

export const inspect: Command = {
  usage: 'FILE.py',
  summary: 'Show what the platform reads from a script, without uploading it',
  words: [1, 1],
  run: async ({ client, args, terminal }) => {
    const [path = ''] = args.positionals;
    const body = { file_name: basename(path), source: (await readSource(path)).toString('utf8') };
    const found = await (await client()).call('inspectScript', { body });
    terminal.out(
      args.flag('json')
        ? JSON.stringify(found, null, 2)
        : `${shown(found.summary)}\n${parametersTable(found.parameters)}`,
    );
    return 0;
  },
};

export const packages: Command = {
  usage: '',
  summary: 'Python version and packages that scripts may import',
  words: [0, 0],
  run: async ({ client, args, terminal }) => {
    const found = await (await client()).call('listPackages', {});
    const rows = found.packages.map(({ name, version }) => [name, version]);
    terminal.out(
      args.flag('json')
        ? JSON.stringify(found, null, 2)
        : `Python ${found.python}\n${textTable(['package', 'version'], rows)}`,
    );
    return 0;
  },
};
