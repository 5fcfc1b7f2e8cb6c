import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';

const examples = join(import.meta.dirname, '../../examples');
const { url } = inject('platform');
const base = `${url}/api/v1`;

/** The prototype's own lines, by the same program its users typed. */
const curl = async (...args: string[]) => {
  const { stdout } = await promisify(execFile)('curl', ['-s', '-w', '\n%{http_code}', ...args]);
  const at = stdout.lastIndexOf('\n');
  return { status: Number(stdout.slice(at + 1)), body: JSON.parse(stdout.slice(0, at)) };
};
const json = ['-H', 'Content-Type: application/json'];
const credentials = '{"username": "admin", "password": "admin"}';

describe('the session of the prototype', () => {
  it('is refused without a token', async () => {
    for (const args of [
      ['-X', 'POST', '-F', `file=@${examples}/demo01.py`, `${base}/scripts/upload`],
      ['-X', 'POST', `${base}/scripts/execute/demo01`],
      [`${base}/users/me`],
    ]) {
      const { status, body } = await curl(...args);
      expect([status, body.code], args.join(' ')).toEqual([401, 40101]);
    }
  });

  it('registers, signs in, uploads both demos and reads their results in the answer', async () => {
    const registered = await curl('-X', 'POST', ...json, '-d', credentials, `${base}/users/register`);
    expect(registered.status).toBe(201);
    const signedIn = await curl('-X', 'POST', ...json, '-d', credentials, `${base}/users/login`);
    expect(signedIn.body).toMatchObject({ code: 0, data: { token_type: 'bearer' } });
    const token = ['-H', `Authorization: Bearer ${signedIn.body.data.access_token}`];

    expect((await curl(...token, `${base}/users/me`)).body.data).toMatchObject({ username: 'admin' });
    for (const name of ['demo01', 'demo02']) {
      const uploaded = await curl(
        ...token,
        '-X',
        'POST',
        '-F',
        `file=@${examples}/${name}.py`,
        `${base}/scripts/upload`,
      );
      expect(uploaded.body.data).toMatchObject({ name, version: 1, published: true });
      const executed = await curl(...token, '-X', 'POST', `${base}/scripts/execute/${name}`);
      expect(executed.status).toBe(200);
      expect(executed.body.data.status).toBe('succeeded');
      expect(executed.body.data.result.message).toEqual(expect.any(String));
    }
  });
});
