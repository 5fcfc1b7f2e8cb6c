import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { StoredFile } from '../../functions/files/file.ts';
import { makeFileStore } from '../../functions/files/store.ts';
import { audited, inAuditContext } from '../../functions/platform/audit-context.ts';
import { newId } from '../../functions/platform/ids.ts';
import { openTable, type Table } from '../../functions/platform/table.ts';
import { clientConfig, type EmulatorAccess } from '../../local/platform/aws.ts';
import { announced, filesApi } from '../unit/files/files-api.ts';
import { type Summary, summarise, timed } from './statistics.ts';

/** A write measured without its audit event, and with it. */
export interface AuditCost {
  readonly write: string;
  readonly without: Summary;
  readonly with: Summary;
}

const ROUNDS = 200;
const WARM = 20;

const origin = {
  actor: { type: 'user', id: 'u-1', name: 'bench', roles: ['author'], session: 'ses_1', on_behalf_of: null },
  address: '127.0.0.1',
  device: 'bench',
  page: '/',
  request_id: 'r',
  operation: 'bench',
} as const;

/** Alternates, so that what else the machine does meets both alike. */
const compare = async (
  write: string,
  plain: () => Promise<unknown>,
  withEvent: () => Promise<unknown>,
): Promise<AuditCost> => {
  const samples: [number[], number[]] = [[], []];
  for (let round = -WARM; round < ROUNDS; round += 1) {
    const [without, told] = [await timed(plain), await timed(withEvent)];
    if (round < 0) continue;
    samples[0].push(without);
    samples[1].push(told);
  }
  return { write, without: summarise(samples[0]), with: summarise(samples[1]) };
};

const fileOf = (status: StoredFile['status']): StoredFile => ({
  id: newId('file', Date.now()),
  name: 'bench.csv',
  size: 1,
  sha256: 'a'.repeat(64),
  contentType: 'text/csv',
  folder: undefined,
  department: null,
  status,
  ownerId: 'u-1',
  owner: 'bench',
  versionId: undefined,
  createdAt: new Date().toISOString(),
  sweepAt: undefined,
});

/**
 * What an audit event costs a write, in milliseconds: by the stores of files on the emulator's table, through a client that
 * carries events and through one that does not.
 */
export const measureAudit = async (access: EmulatorAccess, name: string): Promise<readonly AuditCost[]> => {
  const client = () => new DynamoDBClient(clientConfig(access));
  const documents = DynamoDBDocumentClient.from(client(), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const plain: Table = { client: documents, name };
  const told = openTable(name, client());
  const post = (table: Table) => {
    const { clerk, clock } = filesApi({ store: makeFileStore(table) });
    return async () => {
      clock.at = Date.now();
      const { status } = await clerk('POST', '/files', announced('bench.csv'));
      if (status !== 201) throw new Error(`not announced: ${status}`);
    };
  };
  const put = (table: Table) => {
    const store = makeFileStore(table);
    return async () => {
      const file = fileOf('uploading');
      await store.create(file, undefined, Date.now());
      return () =>
        inAuditContext({ origin }, () =>
          audited(
            {
              action: 'files.complete',
              resource: { type: 'file', id: file.id },
              before: file,
              after: fileOf('ready'),
            },
            () => store.move({ ...file, status: 'ready' }, 'uploading'),
          ),
        );
    };
  };
  const [putPlain, putTold] = [put(plain), put(told)];
  const prepared: [(() => Promise<unknown>)[], (() => Promise<unknown>)[]] = [[], []];
  for (let round = 0; round < ROUNDS + WARM; round += 1) {
    prepared[0].push(await putPlain());
    prepared[1].push(await putTold());
  }
  return [
    await compare('POST /files, in one process, without the gateway', post(plain), post(told)),
    await compare(
      'a conditional put (the completion of a file)',
      () => prepared[0].shift()?.() ?? Promise.resolve(),
      () => prepared[1].shift()?.() ?? Promise.resolve(),
    ),
  ];
};
