import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Client, freshName, newUser } from './platform/client.ts';

const { url } = inject('platform');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('files in and out', () => {
  let clerk: Client;
  let copy: string;
  beforeAll(async () => {
    clerk = await newUser(url, 'clerk');
    copy = freshName('copy');
    await clerk.uploadScript(
      `${copy}.py`,
      'import shutil\nfrom openscript import File\n\ndef main(files: list[File]):\n    for f in files:\n        shutil.copy(f, "out")\n    return {"metrics": {"count": len(files)}}\n',
    );
  });

  it('keeps names in any script of the world to the download', async () => {
    const names = [
      '北京 办事处 (一).csv',
      '📊 Q4 "final".csv',
      "l'été;=1.csv",
      'العربية.csv',
      'a%20b+c&d#e.csv',
    ];
    const ids = await Promise.all(
      names.map((name) => clerk.uploadFile(name, new TextEncoder().encode(name))),
    );
    const run = await clerk.waitForEnd((await clerk.startRun(copy, { files: ids })).id);
    expect(run).toMatchObject({ status: 'succeeded', result: { metrics: { count: names.length } } });
    const { items } = (await clerk.call('GET', `/runs/${run.id}/artifacts`)).body.data;
    expect(items.map((item: { path: string }) => item.path).sort()).toEqual([...names].sort());
    for (const name of names) {
      const { bytes, headers } = await clerk.download(run.id, name);
      expect(new TextDecoder().decode(bytes)).toBe(name);
      const disposition = headers.get('content-disposition') ?? '';
      expect(disposition).toMatch(/^attachment/);
      expect(decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? '')).toBe(name);
    }
  });

  it('takes fifty workbooks in one run, and refuses fifty-one', async () => {
    const ids = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        clerk.uploadFile(`book ${n}.csv`, new TextEncoder().encode(`n\n${n}\n`)),
      ),
    );
    const run = await clerk.waitForEnd((await clerk.startRun(copy, { files: ids })).id);
    expect(run).toMatchObject({ status: 'succeeded', artifacts_count: 50 });
    const tooMany = await clerk.call('POST', '/runs', {
      script: copy,
      parameters: { files: [...ids, ids[0]] },
    });
    expect([tooMany.status, tooMany.body.code]).toEqual([400, 40001]);
    expect(tooMany.body.errors[0].field).toBe('parameters.files');
  });

  it('carries 150 MB in and out unchanged', async () => {
    const line = new TextEncoder().encode(
      '2026-11-22,0012345,北京,12345.67,some words to fill the row with\n',
    );
    const content = new Uint8Array(150_000_000).map((_, at) => line[at % line.length] ?? 0);
    const id = await clerk.uploadFile('large.csv', content);
    const run = await clerk.waitForEnd((await clerk.startRun(copy, { files: [id] })).id, 110);
    expect(run.status).toBe('succeeded');
    const { bytes } = await clerk.download(run.id, 'large.csv');
    expect(sha256(bytes)).toBe(sha256(content));
  });

  it('refuses bytes that are not what was announced, and says which differs', async () => {
    const announced = await clerk.call('POST', '/files', {
      name: 'a.csv',
      size: 3,
      sha256: sha256(Buffer.from('abc')),
    });
    const { id, upload } = announced.body.data;
    const put = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: 'abd' });
    expect(put.ok).toBe(false);
    const completed = await clerk.call('POST', `/files/${id}/complete`);
    expect([completed.status, completed.body.code]).toEqual([409, 40901]);
    const refused = await clerk.call('POST', '/runs', { script: copy, parameters: { files: [id] } });
    expect(refused.status).toBe(400);
  });

  it('keeps the name that a run was started with when the file is renamed and moved', async () => {
    const id = await clerk.uploadFile('before.csv', new TextEncoder().encode('a\n'));
    const started = await clerk.startRun(copy, { files: [id] });
    const renamed = await clerk.call('PATCH', `/files/${id}`, {
      version: 1,
      name: 'after.csv',
      folder: '月报',
    });
    expect(renamed.status).toBe(200);
    const namesOf = async (run: { id: string }) => {
      const { items } = (await clerk.call('GET', `/runs/${run.id}/artifacts`)).body.data;
      return items.map((item: { path: string }) => item.path);
    };
    expect(await namesOf(await clerk.waitForEnd(started.id))).toEqual(['before.csv']);
    const next = await clerk.startRun(copy, { files: [id] });
    expect(await namesOf(await clerk.waitForEnd(next.id))).toEqual(['after.csv']);
  });

  it('does not delete a file that a run uses', async () => {
    const slow = freshName('slow');
    await clerk.uploadScript(
      `${slow}.py`,
      'import time\nfrom openscript import File\ndef main(f: File):\n    time.sleep(5)\n',
    );
    const id = await clerk.uploadFile('held.csv', new TextEncoder().encode('x'));
    const run = await clerk.startRun(slow, { f: id });
    expect((await clerk.call('DELETE', `/files/${id}`)).body.code).toBe(40901);
    await clerk.call('POST', `/runs/${run.id}/cancel`);
    await clerk.waitForEnd(run.id);
    expect((await clerk.call('DELETE', `/files/${id}`)).status).toBe(200);
    expect((await clerk.call('GET', `/files/${id}`)).status).toBe(404);
  });
});
