import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { previewRefusals } from '../../../events/lambda/preview-file.ts';
import { FunctionFailed } from '../../../functions/platform/function-failed.ts';
import { announced, filesApi, readyFile } from './files-api.ts';

const shown = {
  ok: true,
  kind: 'workbook',
  sheets: [{ name: '一月', rows: 2, columns: null }],
  sheet: '一月',
  rows: [
    ['007', 1.5],
    [null, true],
  ],
  truncated: false,
};

const previewing = (answer: () => unknown) => {
  const events: unknown[] = [];
  const api = filesApi({
    invoke: async (functionName, event) => {
      events.push([functionName, event]);
      return answer();
    },
  });
  const ask = async (query = '') => {
    const id = await readyFile(api, api.clerk, '账.xlsx');
    return { id, ...(await api.clerk('GET', `/files/${id}/preview${query}`)) };
  };
  return { ...api, events, ask };
};

describe('a preview', () => {
  test('is what the function reads, from a URL made for it', async () => {
    const { ask, events } = previewing(() => shown);
    const { id, status, body } = await ask(`?sheet=${encodeURIComponent('一月')}&rows=10`);
    const { ok: _, ...data } = shown;
    expect([status, body.data]).toEqual([200, { ...data, masked: [] }]);
    expect(events).toEqual([
      [
        'PreviewFile',
        { url: `https://inside.test/${id}?version=v1`, name: '账.xlsx', size: 3, sheet: '一月', rows: 10 },
      ],
    ]);
  });

  test('asks for the first sheet and a hundred rows by itself', async () => {
    const { ask, events } = previewing(() => shown);
    await ask();
    expect(events).toMatchObject([[expect.anything(), { sheet: null, rows: 100 }]]);
  });

  test.each(['?rows=0', '?rows=1001', '?rows=x'])('with %s is 40001', async (query) => {
    const { ask } = previewing(() => shown);
    expect((await ask(query)).body).toMatchObject({ code: 40001, errors: [{ field: 'rows' }] });
  });

  test('of a file that is not there yet is 40901', async () => {
    const { clerk } = previewing(() => shown);
    const { id } = (await clerk('POST', '/files', announced('a.csv'))).body.data;
    expect((await clerk('GET', `/files/${id}/preview`)).body.code).toBe(40901);
  });

  test.each(previewRefusals)('that is refused as %s says why', async (reason) => {
    const { ask } = previewing(() => ({ ok: false, reason, sheets: ['一月', 'Feb'] }));
    const { status, body } = await ask();
    if (reason === 'not_fetched') expect([status, body.code]).toEqual([503, 50301]);
    else if (reason === 'sheet_not_found')
      expect(body).toMatchObject({
        code: 40001,
        errors: [{ field: 'sheet', message: 'is none of: 一月, Feb' }],
      });
    else expect(body).toMatchObject({ code: 40901, errors: [{ field: 'file', reason }] });
  });

  test('whose function dies of the file is too complex; one that is faulty is our fault', async () => {
    const failing = (type: string) =>
      previewing(() => {
        throw new FunctionFailed('PreviewFile', type, '');
      }).ask();
    expect((await failing('Sandbox.Timedout')).body).toMatchObject({ errors: [{ reason: 'too_complex' }] });
    expect((await failing('KeyError')).body.code).toBe(50001);
    expect((await previewing(() => ({ ok: true })).ask()).body.code).toBe(50001);
  });
});

const folder = join(import.meta.dirname, '../../../events/preview');

test.each(readdirSync(folder))('the captured answer %s is understood', async (name) => {
  const captured = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { ok: boolean; rows?: unknown };
  const { body } = await previewing(() => captured).ask();
  if (captured.ok) expect(body.data.rows).toEqual(captured.rows);
  else expect([40001, 40901]).toContain(body.code);
});
