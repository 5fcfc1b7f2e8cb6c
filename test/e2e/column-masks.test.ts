import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Client, freshName, newUser, signIn } from './platform/client.ts';

const { url, administrator, adminPassword } = inject('platform');
const PHONE = '13812345678';
const SHOWN = '138****5678';

/** Returns a table, a workbook and a CSV with a phone number. */
const contacts = `import csv
import openpyxl

def main():
    rows = [{"name": "Zhang San", "phone": "${PHONE}"}]
    book = openpyxl.Workbook()
    book.active.append(["contacts of October"])
    book.active.append(["name", "Phone number"])
    book.active.append(["Zhang San", ${PHONE}])
    book.save("out/contacts.xlsx")
    with open("out/contacts.csv", "w", newline="") as file:
        csv.writer(file).writerows([["name", "phone"], ["Zhang San", "${PHONE}"]])
    return {"tables": {"contacts": rows}, "message": "done"}
`;

/** All the parts of a zip, as one text (PKWARE APPNOTE §4.3.7: local headers, methods 0 and 8). */
const partsOf = (zip: Buffer): string => {
  const parts: string[] = [];
  const central = zip.indexOf(Buffer.from('504b0102', 'hex'));
  for (let at = central; zip.readUInt32LE(at) === 0x02014b50; ) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const local = zip.readUInt32LE(at + 42);
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(data, data + size);
    parts.push((method === 8 ? inflateRawSync(bytes) : bytes).toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return parts.join('\n');
};

describe('column masks', () => {
  let admin: Client;
  let clerk: Client & { username: string };
  let other: Client & { username: string };
  let runId: string;
  const mask = freshName('phone');
  const body = { title: 'Phones', columns: ['phone*'], kind: 'phone' };
  const bytesOf = async (client: Client, path: string): Promise<Buffer> => {
    const answer = await client.call('GET', `/runs/${runId}/artifacts/${path}?redirect=false`);
    expect([answer.status, answer.body.message]).toEqual([200, 'success']);
    return Buffer.from(await (await fetch(answer.body.data.url)).arrayBuffer());
  };
  const rowsOf = async (client: Client) =>
    (await client.call('GET', `/runs/${runId}/tables/contacts`)).body.data;

  beforeAll(async () => {
    admin = await signIn(url, administrator, adminPassword);
    clerk = await newUser(url, 'masked');
    other = await newUser(url, 'other');
    const name = freshName('contacts');
    expect((await clerk.uploadScript(`${name}.py`, contacts)).status).toBe(201);
    runId = (await clerk.waitForEnd((await clerk.startRun(name)).id)).id;
    expect(await rowsOf(clerk)).toMatchObject({ rows: [['Zhang San', PHONE]], masked: [] });
    expect(partsOf(await bytesOf(clerk, 'contacts.xlsx'))).toContain(PHONE);
    expect((await admin.call('PUT', `/column-masks/${mask}`, body)).status).toBe(200);
    for (const end = Date.now() + 5000; (await rowsOf(clerk)).masked.length === 0; )
      if (Date.now() > end) throw new Error('the mask does not hold after 5 s');
  });
  afterAll(() => admin?.call('DELETE', `/column-masks/${mask}?version=1`));

  it('hide the values of a table, and say which', async () => {
    expect(await rowsOf(clerk)).toMatchObject({ rows: [['Zhang San', SHOWN]], masked: ['phone'] });
    expect(await rowsOf(admin)).toMatchObject({ rows: [['Zhang San', PHONE]], masked: [] });
  });

  it('leave nothing of them in any part of a downloaded workbook or text', async () => {
    await expect
      .poll(async () => partsOf(await bytesOf(clerk, 'contacts.xlsx')), { timeout: 8000 })
      .toContain(SHOWN);
    expect(partsOf(await bytesOf(clerk, 'contacts.xlsx'))).not.toContain(PHONE);
    expect((await bytesOf(clerk, 'contacts.csv')).toString('utf8')).toBe(
      `\uFEFFname,phone\r\nZhang San,${SHOWN}\r\n`,
    );
    expect(partsOf(await bytesOf(admin, 'contacts.xlsx'))).toContain(PHONE);
  });

  it('hide them in the preview and the download of somebody else’s file, not of one’s own', async () => {
    const csv = new TextEncoder().encode(`name,phone\nZhang San,${PHONE}\n`);
    const id = await clerk.uploadFile('contacts.csv', csv);
    const shared = await clerk.call('POST', '/grants', {
      resource: { type: 'file', id },
      to: { type: 'user', username: other.username },
      right: 'view',
      until: null,
    });
    expect(shared.status).toBe(201);
    const read = async (client: Client) => {
      const preview = (await client.call('GET', `/files/${id}/preview`)).body.data.rows[1][1];
      const { download_url } = (await client.call('GET', `/files/${id}`)).body.data;
      return [preview, (await (await fetch(download_url)).text()).includes(PHONE)];
    };
    expect(await read(clerk)).toEqual([PHONE, true]);
    expect(await read(other)).toEqual([SHOWN, false]);
    expect(await read(admin)).toEqual([PHONE, true]);
  });

  it('are written by administrators only, and each change is in the audit log', async () => {
    expect((await clerk.call('PUT', `/column-masks/${mask}`, body)).status).toBe(403);
    expect((await clerk.call('GET', '/column-masks')).status).toBe(403);
    const events = await admin.call('GET', '/audit/events?action=column_masks.update&outcome=done');
    expect(events.body.data.items[0]).toMatchObject({
      resource: { type: 'column_mask', id: mask },
      after: { kind: 'phone' },
    });
  });
});
