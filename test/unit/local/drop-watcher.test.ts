import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { makeSendFile, type SendFile } from '../../../local/drop-watcher/send-file.ts';
import { makeSpool, timeOfId } from '../../../local/drop-watcher/spool.ts';
import { makeWatch } from '../../../local/drop-watcher/watch.ts';

const folder = { id: 'drop_1', name: 'month-end' };

let directory: string;
let at: number;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'openscript-drop-'));
  at = Date.parse('2026-11-24T12:00:00Z');
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
});
const inside = (...path: string[]) => join(directory, 'month-end', ...path);
const idsIn = (stage: string) => (existsSync(inside(stage)) ? readdirSync(inside(stage)) : []);

/** A watch over the directory, with what it sends and what becomes of it. */
const watching = (send?: SendFile) => {
  const sent: string[] = [];
  const fates = new Map<string, 'taken' | { stray: string }>();
  const watch = makeWatch({
    directory,
    now: () => at,
    say: () => {},
    fates: {
      listFolders: async () => [folder],
      fateOf: async (_, path) => fates.get(path) ?? 'pending',
      wasTaken: async () => false,
    },
    sendFile:
      send ??
      (async (_, { path, place }) => {
        sent.push(`${path}=${readFileSync(place, 'utf8')}`);
        return 'v1';
      }),
  });
  /** Two looks with more than a second between them. */
  const look = async () => {
    await watch(true);
    at += 1100;
    await watch(true);
  };
  return { sent, fates, watch, look };
};

describe('a watched directory', () => {
  test('is made for each drop folder', async () => {
    await watching().watch(true);
    expect(existsSync(inside())).toBe(true);
  });

  test('sends a file that has been still for a second, in any folder and under any name, once', async () => {
    const { sent, watch, look } = watching();
    await watch(true);
    mkdirSync(inside('旧'));
    writeFileSync(inside('旧', '年报 📊.csv'), 'one');
    await watch(false);
    expect(sent).toEqual([]);
    await look();
    await look();
    expect(sent).toEqual(['旧/年报 📊.csv=one']);
    const [id = ''] = idsIn('.done');
    expect(readFileSync(inside('.done', id, '旧', '年报 📊.csv'), 'utf8')).toBe('one');
    expect(timeOfId(id)).toBeGreaterThan(Date.parse('2026-11-24T12:00:00Z'));
  });

  test('waits while a file still grows', async () => {
    const { sent, watch } = watching();
    await watch(true);
    for (const content of ['1', '12', '123']) {
      writeFileSync(inside('bank.csv'), content);
      await watch(false);
      at += 900;
    }
    await watch(false);
    expect(sent).toEqual([]);
    at += 1100;
    await watch(false);
    expect(sent).toEqual(['bank.csv=123']);
  });

  test('leaves links, hidden and unfinished files alone', async () => {
    const { sent, watch, look } = watching();
    await watch(true);
    writeFileSync(join(directory, 'secret'), 'x');
    symlinkSync(join(directory, 'secret'), inside('link.csv'));
    for (const name of ['.hidden', '~$book.xlsx', 'a.part', 'b.crdownload', 'c.TMP'])
      writeFileSync(inside(name), 'x');
    await look();
    expect(sent).toEqual([]);
  });

  test('puts a stray aside with the reason', async () => {
    const { fates, watch, look } = watching();
    await watch(true);
    writeFileSync(inside('photo.png'), 'x');
    fates.set('photo.png', { stray: 'its name fits no member' });
    await look();
    const [id = ''] = idsIn('.quarantine');
    expect(readFileSync(inside('.quarantine', id, 'photo.png.reason.txt'), 'utf8')).toBe(
      'its name fits no member',
    );
    expect(idsIn('.done')).toEqual([]);
  });

  test('tries again what could not be sent, and keeps nothing else waiting', async () => {
    const tries: string[] = [];
    const { watch, look } = watching(async (_, { path }, again) => {
      tries.push(`${path}${again ? ' again' : ''}`);
      if (path === 'a.csv' && !again) throw new Error('the emulator is away');
      return 'v1';
    });
    await watch(true);
    writeFileSync(inside('a.csv'), '1');
    writeFileSync(inside('b.csv'), '2');
    await look();
    expect(idsIn('.sending')).toHaveLength(1);
    await look();
    expect(tries.sort()).toEqual(['a.csv', 'a.csv again', 'b.csv']);
    expect(idsIn('.sending')).toEqual([]);
  });

  test('forgets copies after a week', async () => {
    const spool = makeSpool(inside(), () => at);
    mkdirSync(inside('.done', '20261101T000000000Z-aaaaaa'), { recursive: true });
    mkdirSync(inside('.done', '20261123T000000000Z-bbbbbb'), { recursive: true });
    await spool.forgetOld(at);
    expect(idsIn('.done')).toEqual(['20261123T000000000Z-bbbbbb']);
  });
});

describe('sending a file that a former process may have sent', () => {
  /** A bucket that remembers what it was given, and what becomes of it. */
  const sending = (marked: string | undefined, taken: boolean) => {
    let puts = 0;
    const s3 = {
      send: async (command: { constructor: { name: string } }) => {
        if (command.constructor.name !== 'PutObjectCommand') return { Metadata: { 'sent-as': marked } };
        puts += 1;
        return { VersionId: 'v1' };
      },
    } as unknown as S3Client;
    const sendFile = makeSendFile(s3, 'files', {
      listFolders: async () => [],
      fateOf: async () => 'pending',
      wasTaken: async () => taken,
    });
    return { sendFile, puts: () => puts };
  };
  const left = async () => {
    const spool = makeSpool(inside(), () => at);
    mkdirSync(inside('.sending', '20261124T120000000Z-aaaaaa'), { recursive: true });
    writeFileSync(inside('.sending', '20261124T120000000Z-aaaaaa', 'bank.csv'), '');
    const [file] = await spool.listSending();
    if (file === undefined) throw new Error('nothing is left');
    return file;
  };

  test.each([
    ['the object carries its mark', '20261124T120000000Z-aaaaaa', false, 0],
    ['a set took it meanwhile', undefined, true, 0],
    ['nobody knows of it', 'another', false, 1],
  ])('%s', async (_, marked, taken, puts) => {
    const stage = sending(marked, taken);
    expect(await stage.sendFile(folder, await left(), true)).toBe(puts === 1 ? 'v1' : undefined);
    expect(stage.puts()).toBe(puts);
  });
});
