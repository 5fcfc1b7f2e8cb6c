import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Client, freshName, newUser } from './platform/client.ts';

const { url } = inject('platform');

describe('starting runs', () => {
  let author: Client;
  let script: string;
  beforeAll(async () => {
    author = await newUser(url, 'author');
    script = freshName('greet');
    await author.uploadScript(
      `${script}.py`,
      'def main(name: str = "you"):\n    return {"message": f"hello {name}"}\n',
    );
  });

  it('makes one run of twenty equal requests at once, and refuses another body under the key', async () => {
    const key = { 'idempotency-key': freshName('key') };
    const body = { script, parameters: { name: '财务' } };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => author.call('POST', '/runs', body, key)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(202));
    const ids = new Set(answers.map((answer) => answer.body.data.id));
    expect(ids.size).toBe(1);
    const other = await author.call('POST', '/runs', { script, parameters: { name: 'else' } }, key);
    expect([other.status, other.body.code]).toEqual([409, 40901]);
    const listed = await author.call('GET', `/runs?script=${script}`);
    expect(listed.body.data.items).toHaveLength(1);
    const [id] = [...ids];
    expect((await author.waitForEnd(id)).result.message).toBe('hello 财务');
  });

  it('refuses unknown and faulty parameters by name', async () => {
    const answer = await author.call('POST', '/runs', { script, parameters: { name: 5, colour: 'red' } });
    expect([answer.status, answer.body.code]).toEqual([400, 40001]);
    expect(answer.body.errors.map((error: { field: string }) => error.field).sort()).toEqual([
      'parameters.colour',
      'parameters.name',
    ]);
  });

  it('shows nothing of a run to another user', async () => {
    const run = await author.startRun(script);
    const stranger = await newUser(url, 'stranger');
    const absent = run.id.replace(/.$/, (last: string) => (last === '0' ? '1' : '0'));
    for (const path of ['', '/logs', '/artifacts', '/artifacts/x.txt', '/tables/t']) {
      const foreign = await stranger.call('GET', `/runs/${run.id}${path}`);
      const missing = await stranger.call('GET', `/runs/${absent}${path}`);
      expect(foreign.status).toBe(404);
      const { request_id: _a, timestamp: _b, ...foreignBody } = foreign.body;
      const { request_id: _c, timestamp: _d, ...missingBody } = missing.body;
      expect(foreignBody).toEqual(missingBody);
    }
    expect((await stranger.call('POST', `/runs/${run.id}/cancel`)).status).toBe(404);
    expect((await stranger.call('GET', `/runs`)).body.data.items).toEqual([]);
    await author.waitForEnd(run.id);
  });

  it('retries a run as a new one with the same inputs', async () => {
    const first = await author.waitForEnd((await author.startRun(script, { name: 'again' })).id);
    const retried = await author.call('POST', `/runs/${first.id}/retry`);
    expect(retried.status).toBe(202);
    const second = await author.waitForEnd(retried.body.data.id);
    expect(second).toMatchObject({
      retry_of: first.id,
      trigger: { type: 'retry' },
      parameters: first.parameters,
    });
    expect(second.result.message).toBe('hello again');
  });
});
