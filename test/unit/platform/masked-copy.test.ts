import { describe, expect, test, vi } from 'vitest';
import { FunctionFailed } from '../../../functions/platform/function-failed.ts';
import { makeMaskDownload } from '../../../functions/platform/masked-copy.ts';

const masks = [{ columns: ['手机*'], kind: 'phone' }] as const;
const file = (name: string, sha256 = 'a'.repeat(64)) => ({
  place: 'files/1',
  name,
  size: 3,
  sha256,
  signRead: async () => 'https://inside.test/file',
});

const stage = (answer: () => unknown) => {
  const kept = new Set<string>();
  const invoke = vi.fn(async (_name: string, event: unknown) => {
    const { copy_url } = event as { copy_url: string };
    const answered = answer() as { ok: boolean; masked?: string[] };
    if (answered.masked !== undefined && answered.masked.length > 0)
      kept.add(copy_url.replace('https://inside.test/', ''));
    return answered;
  });
  const copies = {
    exists: async (key: string) => kept.has(key),
    signWrite: async (key: string) => `https://inside.test/${key}`,
    signDownload: async (key: string, name: string) => `https://s3.test/${key}?name=${name}`,
  };
  return { invoke, download: makeMaskDownload(copies, invoke, 'MaskFile') };
};

describe('a download under masks', () => {
  test('is the copy, which is made once for the same bytes and masks', async () => {
    const { invoke, download } = stage(() => ({ ok: true, masked: ['手机号'] }));
    const first = await download(file('a.xlsm'), masks);
    expect(first).toMatch(/^https:\/\/s3\.test\/masked\/[0-9a-f]{64}\.xlsx\?name=a\.xlsx$/);
    expect(await download(file('a.xlsm'), masks)).toBe(first);
    expect(invoke.mock.calls).toEqual([
      [
        'MaskFile',
        {
          url: 'https://inside.test/file',
          copy_url: expect.stringContaining('/masked/'),
          name: 'a.xlsm',
          size: 3,
          masks: [{ columns: ['手机*'], kind: 'phone' }],
        },
      ],
    ]);
    await download(file('a.xlsm'), [{ columns: ['手机*'], kind: 'hidden' }]);
    await download(file('a.xlsm', 'b'.repeat(64)), masks);
    await download({ ...file('a.xlsm'), place: 'files/2' }, masks);
    expect(invoke).toHaveBeenCalledTimes(4);
  });

  test('of a text keeps its name and kind', async () => {
    const { download } = stage(() => ({ ok: true, masked: ['手机号'] }));
    expect(await download(file('a.CSV'), masks)).toMatch(/\.csv\?name=a\.CSV$/);
  });

  test('is the file itself where nothing is hidden', async () => {
    const { invoke, download } = stage(() => ({ ok: true, masked: [] }));
    expect(await download(file('a.csv'), masks)).toBeUndefined();
    expect(await download(file('a.csv'), [])).toBeUndefined();
    expect(await download(file('a.pdf'), masks)).toBeUndefined();
    expect(invoke).toHaveBeenCalledTimes(1);
  });

  test.each([
    'encrypted',
    'damaged',
    'forbidden_content',
    'too_large_unpacked',
    'too_complex',
    'too_large',
    'format',
  ])('is refused where no copy can be made: %s', async (reason) => {
    const { download } = stage(() => ({ ok: false, reason }));
    await expect(download(file('a.xls'), masks)).rejects.toMatchObject({
      code: 40901,
      fields: [{ field: 'file', details: { reason } }],
    });
  });

  test('of a file that cannot be fetched just now is 50301', async () => {
    const { download } = stage(() => ({ ok: false, reason: 'not_fetched' }));
    await expect(download(file('a.csv'), masks)).rejects.toMatchObject({ code: 50301 });
  });

  test('a copy that takes too long is refused; any other failure is one', async () => {
    const dying = (type: string) => () => {
      throw new FunctionFailed('MaskFile', type, '');
    };
    await expect(stage(dying('Sandbox.Timedout')).download(file('a.csv'), masks)).rejects.toMatchObject({
      code: 40901,
    });
    await expect(stage(dying('TypeError')).download(file('a.csv'), masks)).rejects.toBeInstanceOf(
      FunctionFailed,
    );
  });
});
