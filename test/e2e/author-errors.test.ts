import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Client, newUser } from './platform/client.ts';

const { url } = inject('platform');

describe('what an author is told of a faulty script', () => {
  let author: Client;
  beforeAll(async () => {
    author = await newUser(url, 'author');
  });

  it.each([
    ['no main', 'def run():\n    pass\n', 1, 1],
    ['a syntax error', 'def main():\n    return (\n', 2, 12],
    ['an unsupported annotation', 'def main(a: int, b: socket):\n    pass\n', 1, 21],
    ['a default that is no literal', 'def main(a: int = len("x")):\n    pass\n', 1, 19],
  ])('%s: 40001 with line and column', async (_what, source, line, column) => {
    const { status, body } = await author.uploadScript('faulty.py', source);
    expect([status, body.code]).toEqual([400, 40001]);
    expect(body.errors[0]).toMatchObject({ field: 'file', line, column });
    expect(body.errors[0].message).not.toBe('');
    const chinese = await author.call(
      'POST',
      '/scripts/upload',
      { file_name: 'faulty.py', source },
      { 'accept-language': 'zh-CN' },
    );
    expect(chinese.body.errors[0]).toMatchObject({ field: 'file', line, column });
    expect(chinese.body.errors[0].message).toMatch(/\p{Script=Han}/u);
  });

  it('never executes the source', async () => {
    const { status, body } = await author.uploadScript(
      'sideeffect.py',
      'raise SystemExit("executed")\ndef main(month: str = "2026-11"):\n    """Summary."""\n',
    );
    expect([status, body.data.summary]).toEqual([201, 'Summary.']);
    expect(body.data.parameters.properties.month).toMatchObject({ type: 'string', default: '2026-11' });
  });
});
