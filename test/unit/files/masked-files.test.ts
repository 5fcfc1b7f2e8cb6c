import { describe, expect, test } from 'vitest';
import { conflict } from '../../../functions/platform/errors.ts';
import { text } from '../../../functions/platform/text.ts';
import { filesApi, readyFile } from './files-api.ts';

const masks = [{ columns: ['手机*'], kind: 'phone' }] as const;
const shown = {
  ok: true,
  kind: 'workbook',
  sheets: [],
  sheet: null,
  rows: [
    ['姓名', '手机号'],
    ['张三', '13812345678'],
  ],
  truncated: false,
};

const stage = (refuse = false) =>
  filesApi({
    masks,
    invoke: async () => shown,
    maskDownload: async ({ name }, given) => {
      if (given.length === 0) return undefined;
      if (refuse) throw conflict(text('cannot be copied', '无法复制'));
      return `https://s3.test/masked/${name}`;
    },
  });

describe('a file with masked columns', () => {
  test('is whole for who uploaded it, and for who may see in clear', async () => {
    const api = stage();
    const id = await readyFile(api, api.clerk, 'a.xlsx');
    const chief = api.as('root', 'admin', 'auditor');
    for (const who of [api.clerk, chief]) {
      const { data } = (await who('GET', `/files/${id}/preview`)).body;
      expect(data).toMatchObject({ rows: shown.rows, masked: [] });
      expect((await who('GET', `/files/${id}`)).body.data).toMatchObject({
        download_url: `https://s3.test/${id}?version=v1`,
        download_refused: null,
      });
    }
  });

  test('is hidden from everybody else who may see it, in preview and download', async () => {
    const api = stage();
    const id = await readyFile(api, api.clerk, 'a.xlsx');
    const auditor = api.as('eve', 'auditor');
    expect((await auditor('GET', `/files/${id}/preview`)).body.data).toMatchObject({
      rows: [
        ['姓名', '手机号'],
        ['张三', '138****5678'],
      ],
      masked: ['手机号'],
    });
    expect((await auditor('GET', `/files/${id}`)).body.data.download_url).toBe(
      'https://s3.test/masked/a.xlsx',
    );
  });

  test('that cannot be copied says why, and shows the rest', async () => {
    const api = stage(true);
    const id = await readyFile(api, api.clerk, 'a.xls');
    const { status, body } = await api.as('eve', 'auditor')('GET', `/files/${id}`);
    expect([status, body.data]).toMatchObject([
      200,
      { name: 'a.xls', download_url: null, download_refused: 'cannot be copied' },
    ]);
  });
});
