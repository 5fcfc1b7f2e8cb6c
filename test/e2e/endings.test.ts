import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Client, freshName, newUser } from './platform/client.ts';

const { url } = inject('platform');

describe('how a run ends', () => {
  let author: Client;
  beforeAll(async () => {
    author = await newUser(url, 'author');
  });
  const run = (source: string, limits: Record<string, number> = {}) =>
    author.runSource(`${freshName('ending')}.py`, source, {}, limits);

  it('raises: the traceback of the script alone, with line numbers', async () => {
    const ended = await run('def inner():\n    return 1 / 0\n\ndef main():\n    inner()\n');
    expect(ended).toMatchObject({
      status: 'failed',
      code: 'script_error',
      exception: { type: 'ZeroDivisionError' },
    });
    expect(ended.exception.traceback.map((frame: { line: number }) => frame.line)).toEqual([5, 2]);
    expect(ended.exception.text).not.toMatch(/runner|site-packages/);
  });

  it('raises UserError: that message alone', async () => {
    const ended = await run(
      'from openscript import UserError\ndef main():\n    raise UserError("row 17: office code missing")\n',
    );
    expect(ended).toMatchObject({
      status: 'failed',
      code: 'user_error',
      message: 'row 17: office code missing',
    });
    expect(ended.exception).toBeNull();
  });

  it.each([
    ['sys.exit(3)', 'import sys\ndef main():\n    sys.exit(3)\n'],
    ['os._exit(0)', 'import os\ndef main():\n    os._exit(0)\n'],
    ['a signal', 'import os\ndef main():\n    os.kill(os.getpid(), 9)\n'],
  ])('ends by %s: code exit', async (_how, source) => {
    expect(await run(source)).toMatchObject({ status: 'failed', code: 'exit' });
  });

  it.each([
    [
      'memory_limit',
      'failed',
      'memory_mb',
      { memory_mb: 256 },
      'def main():\n    x = bytearray(600 * 1024 * 1024)\n    return {"message": str(len(x))}\n',
    ],
    [
      'time_limit',
      'timed_out',
      'timeout_seconds',
      { timeout_seconds: 2 },
      'import time\ndef main():\n    time.sleep(60)\n',
    ],
    [
      'process_limit',
      'failed',
      'processes',
      { processes: 20 },
      'import subprocess, sys\ndef main():\n    held = [subprocess.Popen(["sleep", "30"]) for _ in range(60)]\n',
    ],
    [
      'file_limit',
      'failed',
      'file_mb',
      { file_mb: 5 },
      'def main():\n    with open("out/big.bin", "wb") as f:\n        for _ in range(50):\n            f.write(bytes(1024 * 1024))\n',
    ],
    [
      'output_limit',
      'failed',
      'output_mb',
      { output_mb: 8 },
      'def main():\n    for n in range(6):\n        open(f"out/{n}.bin", "wb").write(bytes(3 * 1024 * 1024))\n',
    ],
  ])('%s: its own code, value and peak', async (code, status, name, limits, source) => {
    const ended = await run(source, limits as unknown as Record<string, number>);
    expect(ended).toMatchObject({ status, code, limit: { name } });
    expect(ended.limit.value).toBeGreaterThan(0);
    expect(ended.limit.peak).toBeGreaterThan(0);
    expect(ended.message).not.toBe('');
  });

  it('returns with a control total that does not tie: succeeded, with a warning', async () => {
    const ended = await run(
      'def main():\n    return {"checks": [{"name": "sum", "expected": "10.00", "actual": "9.99"}]}\n',
    );
    expect(ended.status).toBe('succeeded');
    expect(ended.warnings).toHaveLength(1);
    expect(ended.result.checks[0]).toMatchObject({ ties: false, difference: '-0.01' });
  });

  it('keeps the artifacts written before a failure', async () => {
    const ended = await run(
      'def main():\n    open("out/so far.txt", "w").write("kept")\n    raise ValueError("late")\n',
    );
    expect(ended).toMatchObject({ status: 'failed', artifacts_count: 1 });
    const { bytes } = await author.download(ended.id, 'so far.txt');
    expect(new TextDecoder().decode(bytes)).toBe('kept');
  });
});
