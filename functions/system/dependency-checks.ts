import { tableShape } from '../platform/table-shape.ts';
import { userPoolKeysAddress } from '../platform/user-pool-keys.ts';
import type { SystemEnvironment } from './environment.ts';

/** Asks one thing the platform needs for a sign of life; rejects when there is none. */
export type DependencyCheck = (signal: AbortSignal) => Promise<unknown>;

/** A check whose client is loaded and made the first time it runs: the document and the page need none. */
const lazily = (make: () => Promise<DependencyCheck>): DependencyCheck => {
  let made: Promise<DependencyCheck> | undefined;
  return async (signal) => {
    made ??= make();
    return (await made)(signal);
  };
};

/** Reads a key that nothing has: the way every request goes, at the price of half a read. */
const checkTable = (name: string): DependencyCheck =>
  lazily(async () => {
    const { DynamoDBClient, GetItemCommand } = await import('@aws-sdk/client-dynamodb');
    const client = new DynamoDBClient({});
    const key = { [tableShape.partitionKey]: { S: 'health' }, [tableShape.sortKey]: { S: 'health' } };
    const command = new GetItemCommand({ TableName: name, Key: key });
    return (abortSignal) => client.send(command, { abortSignal });
  });

const checkBucket = (config: SystemEnvironment, name: string): DependencyCheck =>
  lazily(async () => {
    const { HeadBucketCommand } = await import('@aws-sdk/client-s3');
    const { openS3 } = await import('../platform/s3.ts');
    const client = openS3(config);
    return (abortSignal) => client.send(new HeadBucketCommand({ Bucket: name }), { abortSignal });
  });

const checkStateMachine = (stateMachineArn: string): DependencyCheck =>
  lazily(async () => {
    const { DescribeStateMachineCommand, SFNClient } = await import('@aws-sdk/client-sfn');
    const client = new SFNClient({});
    const command = new DescribeStateMachineCommand({ stateMachineArn });
    return (abortSignal) => client.send(command, { abortSignal });
  });

/** Fetches the public keys, without which no token can be verified. */
const checkUserPool =
  (address: string): DependencyCheck =>
  async (signal) => {
    const response = await fetch(address, { signal });
    if (!response.ok) throw new Error(`the user pool's keys: status ${response.status}`);
    return response.json();
  };

/** Everything needed, by the name that `GET /health` gives it. */
export const makeDependencyChecks = (
  config: SystemEnvironment,
): Readonly<Record<string, DependencyCheck>> => ({
  table: checkTable(config.TABLE_NAME),
  files_bucket: checkBucket(config, config.FILES_BUCKET),
  artifacts_bucket: checkBucket(config, config.ARTIFACTS_BUCKET),
  state_machine: checkStateMachine(config.STATE_MACHINE_ARN),
  user_pool: checkUserPool(userPoolKeysAddress(config.USER_POOL_ID, config.AWS_ENDPOINT_URL)),
});
