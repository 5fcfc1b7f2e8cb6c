import { beforeAll, describe, expect, inject, it } from 'vitest';
import { missing } from './access-stage.ts';
import { type Answer, type Client, freshName, newUser } from './platform/client.ts';

const { url } = inject('platform');

type Kind = 'script' | 'file' | 'run' | 'schedule' | 'drop_folder' | 'webhook';
type Ask = (id: string) => readonly [method: string, path: string, body?: unknown];

/** The body of an answer without what differs between any two, and with the id taken out. */
const plain = ({ status, body }: Answer, id: string): string =>
  JSON.stringify({ status, ...body, request_id: undefined, timestamp: undefined }).replaceAll(id, '<id>');

/** Ids elsewhere than in paths: what is hidden must be to a stranger what is not there. */
describe('an id in a body or a query', () => {
  let stranger: Client;
  let wantsFile: string;
  const ids = {} as Record<Kind, string>;

  const must = async (client: Client, method: string, path: string, body?: unknown) => {
    const answer = await client.call(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body.data;
  };

  beforeAll(async () => {
    const owner = await newUser(url, 'owner');
    stranger = await newUser(url, 'stranger');
    [ids.script, wantsFile] = [freshName('hidden'), freshName('wants')];
    await owner.uploadScript(`${ids.script}.py`, 'def main(n: int = 1):\n    return {}\n');
    const files = 'from openscript import File\n\ndef main(book: File):\n    return {}\n';
    await owner.uploadScript(`${wantsFile}.py`, files);
    const [run, file, schedule, webhook, folder] = await Promise.all([
      owner.startRun(ids.script),
      owner.uploadFile('h.csv', new TextEncoder().encode('a\n1\n')),
      must(owner, 'POST', '/schedules', {
        name: freshName('s'),
        script: ids.script,
        expression: '0 3 1 1 *',
        time_zone: 'UTC',
      }),
      must(owner, 'POST', '/webhooks', { name: freshName('h'), script: ids.script }),
      must(owner, 'POST', '/drop-folders', {
        name: freshName('d').toLowerCase(),
        script: wantsFile,
        members: [{ parameter: 'book', pattern: '.*\\.csv' }],
      }),
    ]);
    await must(owner, 'PATCH', `/scripts/${ids.script}`, { version: 1, visibility: 'restricted' });
    Object.assign(ids, {
      run: run.id,
      file,
      schedule: schedule.id,
      webhook: webhook.id,
      drop_folder: folder.id,
    });
  });

  const members = [{ parameter: 'book', pattern: '.*\\.csv' }];
  const timing = { expression: '0 3 1 1 *', time_zone: 'UTC' };
  const asks: Readonly<Record<string, readonly [Kind, Ask]>> = {
    'the script of a run': ['script', (script) => ['POST', '/runs', { script, parameters: {} }]],
    'the script of a schedule': [
      'script',
      (script) => ['POST', '/schedules', { name: 'n', script, ...timing }],
    ],
    'the script of a webhook': ['script', (script) => ['POST', '/webhooks', { name: 'n', script }]],
    'the script of a drop folder': [
      'script',
      (script) => ['POST', '/drop-folders', { name: 'hidden-one', script, members }],
    ],
    'a file among the parameters of a run': [
      'file',
      (book) => ['POST', '/runs', { script: wantsFile, parameters: { book } }],
    ],
    'a file among the parameters of an execution': [
      'file',
      (book) => ['POST', `/scripts/execute/${wantsFile}`, { parameters: { book } }],
    ],
    'the file that runs are asked for': ['file', (file) => ['GET', `/runs?file=${file}`]],
    'the script that runs are asked for': ['script', (script) => ['GET', `/runs?script=${script}`]],
    'the script that schedules are asked for': ['script', (script) => ['GET', `/schedules?script=${script}`]],
    'the script that webhooks are asked for': ['script', (script) => ['GET', `/webhooks?script=${script}`]],
    ...Object.fromEntries(
      (['script', 'file', 'run', 'schedule', 'drop_folder', 'webhook'] as const).flatMap((type) => [
        [`a ${type} to be shared`, [type, share(type)]],
        [
          `a ${type} whose grants are asked for`,
          [type, (id: string) => ['GET', `/grants?resource_type=${type}&resource_id=${id}`]],
        ],
      ]),
    ),
  };

  it.each(Object.entries(asks))('%s', async (_, [kind, ask]) => {
    const absent = missing[kind]();
    const call = async (id: string) => plain(await stranger.call(...ask(id)), id);
    expect(await call(ids[kind])).toBe(await call(absent));
  });
});

function share(type: Kind): Ask {
  const to = { type: 'user', username: 'administrator' };
  return (id) => ['POST', '/grants', { resource: { type, id }, to, right: 'view' }];
}
