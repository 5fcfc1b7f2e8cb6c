import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { inject } from 'vitest';
import { clientConfig } from '../../../local/platform/aws.ts';
import { type Client, freshName, newUser } from './client.ts';

const source = `from openscript import File

def main(bank: File, ledger: File, rates: File, month: str):
    """Adds up what the three files hold."""
    total = sum(int(open(f).read()) for f in (bank, ledger, rates))
    return {"message": f"{month}: {total}", "metrics": {"total": total}}
`;

const members = [
  { parameter: 'bank', pattern: 'bank_(?<month>\\d{6})\\.csv' },
  { parameter: 'ledger', pattern: 'ledger_\\k<month>\\.xlsx' },
  { parameter: 'rates', pattern: 'rates_\\k<month>\\.csv' },
];

/** Asks until the answer is the wanted one; gives the last answer. */
export const until = async <Value>(
  ask: () => Promise<Value>,
  wanted: (value: Value) => boolean,
  seconds = 60,
): Promise<Value> => {
  for (const end = Date.now() + seconds * 1000; ; ) {
    const value = await ask();
    if (wanted(value)) return value;
    if (Date.now() > end) throw new Error(`it did not come to that: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

/** A drop folder as the tests look at it. */
export interface DropFolder {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
}

/** A clerk with a script of three files, and an S3 client of the bucket that the drop folders are in. */
export const openDropStage = async () => {
  const { url, access, outputs } = inject('platform');
  const bucket = outputs.FilesBucket ?? '';
  const sqs = new SQSClient(clientConfig(access));
  const s3 = new S3Client({ ...clientConfig(access), forcePathStyle: true });
  const clerk: Client = await newUser(url, 'clerk');
  const script = freshName('reconcile');
  const uploaded = await clerk.uploadScript(`${script}.py`, source);
  if (uploaded.status !== 201) throw new Error(`not uploaded: ${JSON.stringify(uploaded.body)}`);

  const itemsOf = async (path: string) => (await clerk.call('GET', path)).body.data.items;
  return {
    clerk,
    script,
    put: (key: string, body: string) =>
      s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body })),
    /** S3's event of an object, put on the queue as EventBridge does. */
    tell: (key: string, versionId: string | undefined) =>
      sqs.send(
        new SendMessageCommand({
          QueueUrl: outputs.DropQueueUrl ?? '',
          MessageBody: JSON.stringify({
            source: 'aws.s3',
            'detail-type': 'Object Created',
            detail: {
              bucket: { name: bucket },
              object: { key, 'version-id': versionId, size: 1, sequencer: '0' },
            },
          }),
        }),
      ),
    create: async (more: Record<string, unknown> = {}): Promise<DropFolder> => {
      const { status, body } = await clerk.call('POST', '/drop-folders', {
        name: freshName('month-end-'),
        script,
        parameters: { month: '{{ set.month }}' },
        members,
        quiet_seconds: 1,
        ...more,
      });
      if (status !== 201) throw new Error(`no drop folder: ${JSON.stringify(body)}`);
      return body.data;
    },
    setsOf: (id: string) => itemsOf(`/drop-folders/${id}/sets`),
    straysOf: (id: string) => itemsOf(`/drop-folders/${id}/strays`),
    runsOf: async (id: string) =>
      (await itemsOf('/runs?trigger=drop&page_size=100')).filter(
        (run: { trigger: { drop_folder_id: string } }) => run.trigger.drop_folder_id === id,
      ),
  };
};

export type DropStage = Awaited<ReturnType<typeof openDropStage>>;
