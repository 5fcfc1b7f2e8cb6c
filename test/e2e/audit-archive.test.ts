/** The archive of the audit log: it holds every event, verifies offline, and gives nothing up. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, inject, it } from 'vitest';
import { clientConfig } from '../../local/platform/aws.ts';
import { openAuditStage } from './platform/audit-stage.ts';
import { newUser } from './platform/client.ts';

const { url, administrator, adminPassword, access, outputs } = inject('platform');
const run = promisify(execFile);

describe('the archive', { timeout: 240_000 }, () => {
  it('holds every event of the table, and verifies offline until somebody touches it', async () => {
    const { eventsOf } = await openAuditStage();
    const author = await newUser(url, 'archived');
    for (let each = 0; each < 5; each += 1) await author.uploadFile('a.csv', Buffer.from(`a,${each}\n`));
    const folder = await mkdtemp(join(tmpdir(), 'openscript-audit-'));
    const env = {
      PATH: process.env.PATH,
      XDG_CONFIG_HOME: join(folder, 'config'),
      OPENSCRIPT_PASSWORD: adminPassword,
    };
    const tool = join(import.meta.dirname, '../../bin/openscript.ts');
    const openscript = (...words: string[]) =>
      run(process.execPath, [tool, ...words], { env }).then(
        ({ stdout }) => ({ code: 0, stdout }),
        ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
      );
    await openscript('login', '--url', url, '--username', administrator);
    const copy = join(folder, 'copy');
    const known = new Set((await eventsOf({ actor: author.username })).map(({ id }) => id));
    const kept = async () => {
      const names = (await readdir(copy, { recursive: true })).filter((name) => name.endsWith('.jsonl'));
      return (await Promise.all(names.map((name) => readFile(join(copy, name), 'utf8')))).join('');
    };
    // The stream brings them within seconds.
    for (const end = Date.now() + 60_000; Date.now() < end; ) {
      expect((await openscript('audit', 'export', '--to', copy, '--digest')).code).toBe(0);
      const lines = await kept();
      if ([...known].every((id) => lines.includes(id))) break;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    const lines = (await kept()).split('\n');
    expect([...known].filter((id) => !lines.some((line) => line.includes(`"id":"${id}"`)))).toEqual([]);
    const good = await openscript('audit', 'verify', copy, '--key', join(copy, 'public-key.pem'));
    expect(good).toMatchObject({ code: 0, stdout: expect.stringMatching(/^good: \d+ digests/) });

    const [first = ''] = (await readdir(copy, { recursive: true }))
      .filter((name) => name.endsWith('.jsonl'))
      .sort();
    const bytes = await readFile(join(copy, first));
    const touched = Buffer.from(bytes);
    touched[touched.indexOf('"action":"') + 10] = 'X'.charCodeAt(0);
    await writeFile(join(copy, first), touched);
    const bad = await openscript('audit', 'verify', copy);
    expect(bad.code).toBe(1);
    expect(bad.stdout).toContain(`FAULT ${first}: its bytes are not those`);
    await rm(folder, { recursive: true });
  });

  it('takes no object twice and gives none up', async () => {
    const s3 = new S3Client({ ...clientConfig(access), forcePathStyle: true });
    const Bucket = outputs.AuditBucket ?? '';
    const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'events/' }));
    const [version] = Versions;
    expect(version?.Key).toMatch(/^events\//);
    const over = new PutObjectCommand({ Bucket, Key: version?.Key, Body: 'x', IfNoneMatch: '*' });
    await expect(s3.send(over)).rejects.toMatchObject({ name: 'PreconditionFailed' });
    const away = new DeleteObjectCommand({ Bucket, Key: version?.Key, VersionId: version?.VersionId });
    await expect(s3.send(away)).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
