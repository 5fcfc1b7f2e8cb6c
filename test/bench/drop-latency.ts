import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { clientConfig } from '../../local/platform/aws.ts';
import type { Platform } from '../../local/platform.ts';
import type { Client } from '../e2e/platform/client.ts';
import { type Summary, summarise } from './statistics.ts';

/** From the PUT of a set's last object, in milliseconds: until its run was created, and until its `main` was entered. */
export interface DropLatency {
  readonly created: Summary;
  readonly entered: Summary;
}

const source = `from openscript import File

def main(file: File):
    return None
`;

/** Asks every 20 ms. The run's own times count, so that asking costs the figures nothing. */
const waitFor = async <Value>(ask: () => Promise<Value | undefined>): Promise<Value> => {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const value = await ask();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('a dropped object started no run within a minute');
};

/** Drops `count` objects, one after the other, each a whole set of a folder without quiet time. */
export const measureDrops = async (
  { access, outputs }: Pick<Platform, 'access' | 'outputs'>,
  client: Client,
  count = 20,
): Promise<DropLatency> => {
  const s3 = new S3Client({ ...clientConfig(access), forcePathStyle: true });
  await client.uploadScript('bench_drop.py', source);
  const created = await client.call('POST', '/drop-folders', {
    name: 'bench',
    script: 'bench_drop',
    members: [{ parameter: 'file', pattern: '(?<n>\\d+)\\.csv' }],
    quiet_seconds: 0,
  });
  if (created.status !== 201) throw new Error(`no drop folder: ${JSON.stringify(created.body)}`);
  const { id, prefix } = created.body.data;
  const [toCreated, toEntered]: [number[], number[]] = [[], []];
  for (let n = 0; n < count; n += 1) {
    const putAt = Date.now();
    await s3.send(
      new PutObjectCommand({ Bucket: outputs.FilesBucket, Key: `${prefix}${n}.csv`, Body: String(n) }),
    );
    const runId = await waitFor(async (): Promise<string | undefined> => {
      const { items } = (await client.call('GET', `/drop-folders/${id}/sets?page_size=1`)).body.data;
      return items[0]?.key.n === String(n) ? (items[0].run_id ?? undefined) : undefined;
    });
    const run = await client.waitForEnd(runId);
    if (run.status !== 'succeeded') throw new Error(`the run ended ${run.status}: ${run.message}`);
    toCreated.push(Date.parse(run.created_at) - putAt);
    toEntered.push(Date.parse(run.started_at) - putAt);
  }
  s3.destroy();
  return { created: summarise(toCreated), entered: summarise(toEntered) };
};
