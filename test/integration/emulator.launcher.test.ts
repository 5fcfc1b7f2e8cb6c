/** The launcher of the emulator: where it listens, and when it refuses to start. */
import { execFile } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Child } from '../../local/platform/child.ts';
import { python, root } from '../../local/platform/places.ts';
import { findPort } from '../../local/platform/ports.ts';
import { startEmulator, type TestEmulator } from './emulator/start-emulator.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'openscript-launcher-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** Starts the launcher and waits for its end; it must end by itself. */
const launch = async (...args: string[]) => {
  const port = await findPort(0);
  return new Promise<{ status: number | undefined; said: string }>((resolve) => {
    const whole = ['-m', 'emulator', '--port', String(port), '--home', home, ...args];
    execFile(python, whole, { cwd: join(root, 'local'), timeout: 20_000 }, (error, stdout, stderr) =>
      resolve({
        status: typeof error?.code === 'number' ? error.code : undefined,
        said: `${stdout}${stderr}`,
      }),
    );
  });
};

describe('the emulator', () => {
  it('refuses to listen where others could reach it', async () => {
    const { status, said } = await launch('--host', '0.0.0.0');
    expect([status, said]).toEqual([2, expect.stringContaining('only 127.0.0.1 is safe')]);
  });

  it('answers on 127.0.0.1 only, and opens no port besides', async () => {
    const emulator = await startEmulator();
    try {
      const sockets =
        (await readFile('/proc/net/tcp', 'latin1')) +
        (await readFile('/proc/net/tcp6', 'latin1').catch(() => ''));
      const inode = (line: string) => line.trim().split(/\s+/)[9];
      const listening = sockets.split('\n').filter((line) => line.trim().split(/\s+/)[3] === '0A');
      const folder = `/proc/${emulator.emulator.pid}/fd`;
      const own = readdirSync(folder).map(
        (fd) => /socket:\[(\d+)\]/.exec(readlinkSync(join(folder, fd)))?.[1],
      );
      const addresses = listening
        .filter((line) => own.includes(inode(line)))
        .map((line) => line.trim().split(/\s+/)[1]);
      expect(addresses).toEqual([`0100007F:${emulator.port.toString(16).toUpperCase().padStart(4, '0')}`]);
      const other = Object.values(networkInterfaces())
        .flat()
        .find((card) => card?.internal === false && card.family === 'IPv4');
      if (other !== undefined)
        await expect(
          fetch(`http://${other.address}:${emulator.port}/`, { signal: AbortSignal.timeout(2000) }),
        ).rejects.toThrow();
    } finally {
      await emulator.stop();
    }
  });

  it('keeps its files for its owner', async () => {
    const emulator = await startEmulator();
    try {
      const { mode } = await stat(join(emulator.home.emulator, 'state'));
      expect(mode & 0o077).toBe(0);
    } finally {
      await emulator.stop();
    }
  });

  it('refuses a state that it cannot read, instead of starting empty over it', async () => {
    await mkdir(join(home, 'state'));
    await writeFile(join(home, 'state/dynamodb.json'), '{"tables": [half');
    const { status, said } = await launch();
    expect([status, said]).toEqual([2, expect.stringContaining('dynamodb.json')]);
    expect(await readFile(join(home, 'state/dynamodb.json'), 'utf8')).toContain('half');
  });

  describe('with the journal of a killed one', () => {
    const TableName = 'main';
    let emulator: TestEmulator;
    let journal: string;
    beforeEach(async () => {
      emulator = await startEmulator();
      journal = join(emulator.home.emulator, 'state/dynamodb.journal');
      const db = new DynamoDBClient(emulator.config);
      await db.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        }),
      );
      for (const pk of ['a', 'b']) await db.send(new PutItemCommand({ TableName, Item: { pk: { S: pk } } }));
      await emulator.emulator.stop();
    });
    afterEach(() => emulator.stop());

    it('forgets a record that was cut off', async () => {
      await appendFile(journal, '0badcafe [["arn:');
      const again = new Child(emulator.spec, { say: () => {} });
      await again.start();
      const db = new DynamoDBClient(emulator.config);
      const { Items = [] } = await db.send(new ScanCommand({ TableName }));
      await again.stop();
      expect(Items.map(({ pk }) => pk?.S).sort()).toEqual(['a', 'b']);
    });

    it('refuses a record that was changed', async () => {
      const whole = await readFile(journal, 'utf8');
      await writeFile(journal, whole.replace('"S":"a"', '"S":"z"'));
      const { status, said } = await launch('--home', emulator.home.emulator);
      expect([status, said]).toEqual([2, expect.stringContaining('record 1 is damaged')]);
    });
  });
});
