import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '../../../functions/platform/run-policy.ts';
import { fakePlatform, refusal, success, tokens } from './fake-platform.ts';
import { runOf } from './run-sample.ts';

const at = '2026-11-22T08:30:00.000Z';
const limits = {
  timeout_seconds: 900,
  cpu: 1,
  memory_mb: 2048,
  processes: 256,
  file_mb: 1024,
  output_mb: 2048,
  output_files: 1000,
  log_mb: 50,
};
const parameters = {
  type: 'object',
  properties: {
    books: { type: 'array', items: { type: 'string', format: 'file' } },
    rate: { type: 'string', format: 'file' },
    month: { type: 'integer' },
    factor: { type: 'number' },
    dry: { type: 'boolean' },
    tags: { type: 'array', items: { type: 'string' } },
    options: { type: 'object' },
    note: { type: 'string' },
  },
};
const script = {
  name: 'merge',
  description: '',
  summary: 'Merges',
  category: null,
  tags: [],
  owner: 'u',
  current_version: 2,
  latest_version: 2,
  parameters,
  limits,
  policy: defaultPolicy,
  archived: false,
  visibility: 'everyone',
  version: 1,
  created_at: at,
  updated_at: at,
};
const line = (n: number, text: string) => ({ n, at, stream: 'stdout', text });
const result = {
  message: 'merged 2 books',
  metrics: { rows: 12 },
  tables: [],
  charts: [],
  files: [],
  values: {},
  checks: [
    { name: 'total', expected: '1.00', actual: '1.10', tolerance: null, difference: '0.10', ties: false },
  ],
};

/** A platform on which `merge` runs to this end. */
const platformWith = async (ended: object, artifacts: string[] = []) => {
  const platform = fakePlatform({
    ...tokens(),
    'GET /scripts/merge': () => success(script),
    'POST /files': ({ body }) => {
      const { name } = body as { name: string };
      const upload = {
        method: 'PUT',
        url: `https://s3.example.com/put/${encodeURIComponent(name)}`,
        headers: { 'x-amz-checksum-sha256': 'c' },
      };
      return success({ id: `file_${name.split('.')[0]}`, upload, expires_at: at }, 201);
    },
    'PUT /put/*': () => new Response(null, { status: 200 }),
    'POST /files/*/complete': () =>
      success({
        id: 'f',
        name: 'n',
        size: 1,
        sha256: 'x',
        version: 1,
        content_type: 'x',
        folder: null,
        status: 'ready',
        owner: 'u',
        created_at: at,
      }),
    'POST /runs': () => success(runOf('queued'), 202),
    'GET /runs/run_1': () => success(ended),
    'GET /runs/run_1/logs': ({ query }) =>
      query.get('after') === '0'
        ? success({ lines: [line(1, 'one'), line(2, '\u001b[2Jtwo')], next: 2, done: false, attempt: 1 })
        : success({ lines: [line(3, 'three')], next: 3, done: true, attempt: 1 }),
    'GET /runs/run_1/artifacts': () =>
      success({
        items: artifacts.map((path) => ({ path, name: path, size: 1, sha256: 'x', content_type: 'x' })),
      }),
    'GET /runs/run_1/artifacts/*': ({ path }) => success({ url: `https://s3.example.com/get${path}` }),
    'GET /get/*': ({ path }) =>
      new Response(`bytes of ${decodeURIComponent(path.split('/artifacts/')[1] ?? '')}`),
  });
  await platform.signIn();
  return platform;
};
const bodyOf = (platform: Awaited<ReturnType<typeof platformWith>>, path: string) =>
  platform.received.find((request) => request.path === path)?.body;

describe('openscript run', () => {
  test('reads every parameter as its schema wants it, and starts with a key', async () => {
    const platform = await platformWith(runOf('succeeded'));
    const words = [
      'month=10',
      'factor=1.5',
      'dry=true',
      'tags=a',
      'tags=b=c',
      'options={"x": [1]}',
      'note=007',
    ];
    expect(await platform.run('run', 'merge', ...words.flatMap((word) => ['--param', word]))).toBe(0);
    expect(bodyOf(platform, '/runs')).toEqual({
      script: 'merge',
      parameters: { month: 10, factor: 1.5, dry: true, tags: ['a', 'b=c'], options: { x: [1] }, note: '007' },
    });
    expect(platform.received.at(-1)?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
    expect(platform.out.at(-1)).toBe('run_1');
  });

  test('uploads files with length and checksum, in their order', async () => {
    const platform = await platformWith(runOf('succeeded'));
    const paths = ['北京 office.xlsx', 'shanghai.xlsx', 'rates.csv'].map((name) => join(platform.home, name));
    for (const path of paths) writeFileSync(path, `content of ${path}`);
    const [first = '', second = '', third = ''] = paths;
    const words = ['--file', `books=${first}`, '--file', `books=${second}`, '--file', `rate=${third}`];
    expect(await platform.run('run', 'merge', ...words)).toBe(0);
    const content = Buffer.from(`content of ${first}`);
    expect(bodyOf(platform, '/files')).toEqual({
      name: '北京 office.xlsx',
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    const put = platform.received.find(({ method }) => method === 'PUT');
    expect(put?.body).toEqual(content);
    expect(put?.headers.get('authorization')).toBeNull();
    expect((bodyOf(platform, '/runs') as { parameters: object }).parameters).toEqual({
      books: ['file_北京 office', 'file_shanghai'],
      rate: 'file_rates',
    });
  });

  test.each([
    [['--param', 'moth=1'], 1, 'no parameter moth; it has: books'],
    [['--param', 'month'], 2, 'NAME=VALUE'],
    [['--param', 'options={'], 2, 'must be JSON'],
    [['--file', 'books=/nowhere/x.xlsx'], 1, '/nowhere/x.xlsx is not a file'],
    [['--version', 'two'], 1, 'whole number'],
  ])('%j starts nothing and says why', async (words, code, message) => {
    const platform = await platformWith(runOf('succeeded'));
    expect(await platform.run('run', 'merge', ...words)).toBe(code);
    expect(platform.err.join('\n')).toContain(message);
    expect(bodyOf(platform, '/runs')).toBeUndefined();
  });

  test('with --wait shows the log once, without its control characters, then the result', async () => {
    const platform = await platformWith(
      runOf('succeeded', { result, warnings: [{ code: 'x', message: 'a check' }] }),
    );
    expect(await platform.run('run', 'merge', '--wait')).toBe(0);
    expect(platform.err).toEqual(['one', '␛[2Jtwo', 'three']);
    expect(platform.out.at(-1)?.split('\n')).toEqual([
      'run_1 merge v2: succeeded',
      'merged 2 books',
      '  rows: 12',
      '  DOES NOT TIE: total 1.00 / 1.10',
      '  warning: a check',
    ]);
  });

  test('with --wait is 1 when the run failed, and shows the script’s own traceback', async () => {
    const exception = {
      type: 'ValueError',
      message: 'x',
      traceback: [],
      text: 'Traceback:\n  line 3\nValueError: x',
    };
    const platform = await platformWith(
      runOf('failed', { code: 'script_error', message: 'ValueError: x', exception }),
    );
    expect(await platform.run('run', 'merge', '--wait')).toBe(1);
    expect(platform.out.at(-1)).toContain('run_1 merge v2: failed (script_error)');
    expect(platform.out.at(-1)).toContain('  line 3\nValueError: x');
  });

  test('with --download saves every artifact, sub-folders kept', async () => {
    const platform = await platformWith(runOf('succeeded'), ['合并.xlsx', 'by office/a.csv']);
    const folder = join(platform.home, 'out');
    expect(await platform.run('run', 'merge', '--download', folder)).toBe(0);
    expect(readFileSync(join(folder, '合并.xlsx'), 'utf8')).toBe('bytes of 合并.xlsx');
    expect(readFileSync(join(folder, 'by office/a.csv'), 'utf8')).toBe('bytes of by office/a.csv');
    expect(readdirSync(folder)).toEqual(['by office', '合并.xlsx']);
  });
});

describe('openscript download', () => {
  test.each(['../outside.txt', '/etc/outside.txt', 'a/../../outside.txt', '.'])(
    '%s writes nothing outside',
    async (path) => {
      const platform = await platformWith(runOf('succeeded'), [path]);
      const folder = join(platform.home, 'inside');
      mkdirSync(folder);
      expect(await platform.run('download', 'run_1', folder)).toBe(1);
      expect(platform.err.join()).toContain('outside');
      expect(existsSync(join(platform.home, 'outside.txt'))).toBe(false);
      expect(readdirSync(folder)).toEqual([]);
    },
  );
});

describe('openscript upload', () => {
  test('sends the source’s bytes as they are, and shows where it is wrong', async () => {
    const fault = { field: 'file', message: 'invalid syntax', line: 2, column: 5 };
    const platform = fakePlatform({
      ...tokens(),
      'POST /scripts/upload': () => refusal(40001, 'the request is not valid', [fault]),
    });
    await platform.signIn();
    const path = join(platform.home, 'demo.py');
    const bytes = Buffer.from('\uFEFFdef main():\r\n    return {}\r\n');
    writeFileSync(path, bytes);
    expect(await platform.run('upload', path, '--limit', 'memory_mb=4096', '--no-publish')).toBe(1);
    const form = platform.received.at(-1)?.body as FormData;
    const file = form.get('file') as File;
    expect([file.name, Buffer.from(await file.arrayBuffer())]).toEqual(['demo.py', bytes]);
    expect([form.get('limits'), form.get('publish')]).toEqual(['{"memory_mb":4096}', 'false']);
    expect(platform.err.join('\n')).toContain('file: invalid syntax (line 2)');
  });
});
