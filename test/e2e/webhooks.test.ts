import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { clientConfig } from '../../local/platform/aws.ts';
import { readRunning } from '../../local/platform/running.ts';
import { type Answer, freshName, newUser } from './platform/client.ts';

const { url, home } = inject('platform');
const run = promisify(execFile);

const source = `def main(office: str, count: int = 1):
    return {"message": f"{office}: {count}", "metrics": {"count": count}}
`;

/** Signs and sends as a sender's own program would. */
const deliver = async (
  address: string,
  secret: string,
  body: string,
  { name = freshName('delivery'), at = Date.now(), wait = 0 } = {},
): Promise<Answer> => {
  const t = Math.floor(at / 1000);
  const v1 = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
  const response = await fetch(`${url}${address}${wait > 0 ? `?wait=${wait}` : ''}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-openscript-signature': `t=${t},v1=${v1}`,
      'x-openscript-delivery': name,
    },
    body,
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
};

/** Everything the platform keeps: the table's journal, its other state, what its parts and its functions logged. */
const everythingKept = async (): Promise<string> => {
  const names = await readdir(home, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const contents = await Promise.all(
    files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1').catch(() => '')),
  );
  const endpoint = readRunning(join(home, 'running.json'))?.endpoint ?? '';
  const secret = (await readFile(join(home, 'signing-secret'), 'utf8')).trim();
  const logs = new CloudWatchLogsClient(clientConfig({ endpoint, secret }));
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ limit: 50 }));
  for (const { logGroupName } of logGroups) {
    const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
    contents.push(...events.map(({ message = '' }) => message));
  }
  return contents.join('\n');
};

describe('webhooks', () => {
  let author: Awaited<ReturnType<typeof newUser>>;
  let script: string;
  // biome-ignore lint/suspicious/noExplicitAny: a webhook as the API shows it
  let hook: any;
  const create = async (more: Record<string, unknown> = {}) => {
    const made = await author.call('POST', '/webhooks', {
      name: '订单 orders',
      script,
      mapping: [
        { parameter: 'office', path: '/order/office', required: true },
        { parameter: 'count', path: '/order/count', default: 7 },
      ],
      ...more,
    });
    expect([made.status, made.body.errors]).toEqual([201, undefined]);
    return made.body.data;
  };

  beforeAll(async () => {
    author = await newUser(url, 'hooker');
    script = freshName('orders');
    expect((await author.uploadScript(`${script}.py`, source)).status).toBe(201);
    hook = await create();
  });

  it('turns a signed delivery into a run, and answers with its result', async () => {
    const { status, body } = await deliver(hook.url, hook.secret, '{"order":{"office":"北京","count":3}}', {
      wait: 25,
    });
    expect([status, body.data?.run?.status, body.data?.run?.message]).toEqual([200, 'succeeded', '北京: 3']);
    expect(body.data.run.result.metrics).toEqual({ count: 3 });
    const shown = await author.showRun(body.data.run_id);
    expect(shown.trigger).toMatchObject({ type: 'webhook', webhook_id: hook.id });
  });

  it('starts one run for ten equal deliveries at once', async () => {
    const body = '{"order":{"office":"Ten"}}';
    const at = Date.now();
    const name = freshName('ten');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => deliver(hook.url, hook.secret, body, { name, at })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(202));
    const ids = answers.map((answer) => answer.body.data.run_id);
    expect(new Set(ids).size).toBe(1);
    const { items } = (await author.call('GET', `/runs?script=${script}&page_size=100`)).body.data;
    const started = items.filter(({ trigger }: { trigger: { delivery_id: string } }) =>
      answers.some((answer) => answer.body.data.delivery_id === trigger.delivery_id),
    );
    expect(started).toHaveLength(1);
    const other = await deliver(hook.url, hook.secret, '{"order":{"office":"Other"}}', { name });
    expect([other.status, other.body.code]).toEqual([409, 40901]);
    const list = (await author.call('GET', `/webhooks/${hook.id}/deliveries?page_size=100`)).body.data.items;
    const mine = list.filter(({ delivery }: { delivery: string }) => delivery === name);
    expect(mine.map(({ status }: { status: string }) => status).sort()).toEqual([
      'accepted',
      ...Array(9).fill('duplicate'),
    ]);
    expect(new Set(mine.map(({ run_id }: { run_id: string }) => run_id))).toEqual(new Set(ids));
  });

  it('answers a wrong signature, an old one and an unknown address alike', async () => {
    const body = '{"order":{"office":"x"}}';
    const answers = [
      await deliver(hook.url, 'whsec_wrong', body),
      await deliver(hook.url, hook.secret, body, { at: Date.now() - 301_000 }),
      await deliver('/api/v1/hooks/unknown', hook.secret, body),
    ];
    for (const answer of answers) {
      expect([answer.status, answer.body.code]).toEqual([401, 40101]);
      expect(answer.body.message).toBe(answers[0]?.body.message);
    }
  });

  it('names the place in the payload and the parameter', async () => {
    const { status, body } = await deliver(hook.url, hook.secret, '{"order":{"office":"x","count":"many"}}');
    expect([status, body.code, body.errors[0].field]).toEqual([400, 40001, '/order/count']);
    expect(body.errors[0].message).toContain('count');
  });

  it('limits the rate', async () => {
    const slow = await create({ rate_limit: { per_minute: 1, burst: 2 } });
    const statuses = [];
    for (let n = 0; n < 3; n += 1)
      statuses.push(await deliver(slow.url, slow.secret, `{"order":{"office":"${n}"}}`));
    expect(statuses.map(({ status }) => status)).toEqual([202, 202, 429]);
    expect(Number(statuses[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('has examples that work as they stand, in shell, Python and JavaScript', async () => {
    const example = (await author.call('GET', `/webhooks/${hook.id}/signing-example`)).body.data;
    // Each another payload: the same one twice in a second under two names is a replay.
    const env = (count: number) => ({
      PATH: process.env.PATH,
      URL: `${url}${hook.url}`,
      SECRET: hook.secret,
      PAYLOAD: `{"order": {"office": "Köln «é»", "count": ${count}}}`,
    });
    const said = [
      await run('bash', ['-c', example.curl], { env: env(1) }),
      await run('python3', ['-c', example.python], { env: env(2) }),
      await run(process.execPath, ['--input-type=module', '-e', example.javascript], { env: env(3) }),
    ];
    for (const { stdout } of said)
      expect(JSON.parse(stdout)).toMatchObject({ code: 0, data: { run_id: expect.stringMatching(/^run_/) } });
  });

  it('is made and looked after from the command line', async () => {
    const config = await mkdtemp(join(tmpdir(), 'openscript-hooks-'));
    const env = {
      PATH: process.env.PATH,
      XDG_CONFIG_HOME: config,
      OPENSCRIPT_PASSWORD: 'correct horse battery',
    };
    const tool = join(import.meta.dirname, '../../bin/openscript.ts');
    const openscript = async (...words: string[]) =>
      (await run(process.execPath, [tool, ...words], { env })).stdout;
    await openscript('login', '--url', url, '--username', author.username);
    const made = JSON.parse(await openscript('hooks', 'create', script, '--map', 'office=/office', '--json'));
    expect(
      (await deliver(made.url, made.secret, '{"office":"shell"}', { name: 'from-a-shell' })).status,
    ).toBe(202);
    expect(await openscript('hooks', 'deliveries', made.id)).toMatch(/from-a-shell +accepted +run_/);
    const renewed = JSON.parse(await openscript('hooks', 'rotate', made.id, '--json'));
    expect((await deliver(made.url, made.secret, '{"office":"old"}')).status).toBe(401);
    expect((await deliver(made.url, renewed.secret, '{"office":"new"}')).status).toBe(202);
    expect(await openscript('hooks')).toContain(made.id);
    await rm(config, { recursive: true });
  });

  it('tests itself, and refuses a file from inside the network before any connection', async () => {
    const sample = await author.call('POST', `/webhooks/${hook.id}/test?wait=25`, {
      payload: { order: { office: 'Sample' } },
    });
    expect([sample.status, sample.body.data.run.message]).toEqual([200, 'Sample: 7']);
    const reader = freshName('reader');
    const reading =
      'from openscript import File\n\n\ndef main(book: File):\n    return {"message": book.name}\n';
    expect((await author.uploadScript(`${reader}.py`, reading)).status).toBe(201);
    const files = await create({
      script: reader,
      mapping: [],
      file_mapping: [{ parameter: 'book', path: '/url' }],
      allowed_hosts: ['http://127.0.0.1:80'],
    });
    const refused = await deliver(files.url, files.secret, '{"url":"http://127.0.0.1/book.xlsx"}', {
      wait: 25,
    });
    expect([refused.status, refused.body.code]).toEqual([409, 40901]);
    expect(refused.body.message).toContain('not public');
    const { items } = (await author.call('GET', `/webhooks/${files.id}/deliveries`)).body.data;
    expect(items[0]).toMatchObject({ status: 'refused', reason: { code: 'file' }, run_id: null });
  });

  it('leaves neither secret nor address in the table, in any other state, or in a log', async () => {
    const { data } = (
      await author.call('POST', `/webhooks/${hook.id}/rotate`, {
        version: 1,
        grace_seconds: 600,
        renew_url: true,
      })
    ).body;
    expect((await deliver(data.url, data.secret, '{"order":{"office":"new"}}')).status).toBe(202);
    expect((await deliver(data.url, hook.secret, '{"order":{"office":"old"}}')).status).toBe(202);
    const kept = await everythingKept();
    expect(kept).toContain(hook.id);
    expect(kept).toContain('receiveDelivery');
    for (const { secret, url: address } of [hook, data])
      for (const hidden of [secret, secret.slice('whsec_'.length), address.slice(-43)])
        expect(kept.includes(hidden)).toBe(false);
  });
});
