import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { makeChallenges } from '../../../functions/identity/challenge-store.ts';
import { makeSessions } from '../../../functions/identity/session-store.ts';
import { makeSetupRow } from '../../../functions/identity/setup-store.ts';
import { makeSignInRecords } from '../../../functions/identity/sign-in-store.ts';
import { makeUsers } from '../../../functions/identity/user-store.ts';
import { openTable, type Table } from '../../../functions/platform/table.ts';
import { defineStoreSuites } from '../../unit/identity/store-suites.ts';
import { openUserPoolStage, type UserPoolStage } from './user-pool.ts';

let stage: UserPoolStage;
let table: Table;

beforeAll(async () => {
  stage = await openUserPoolStage();
  const client = new DynamoDBClient({
    endpoint: stage.environment.AWS_ENDPOINT_URL ?? '',
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  table = openTable(stage.environment.TABLE_NAME ?? '', client);
});
afterAll(() => stage.close());

defineStoreSuites(() => ({
  users: makeUsers(table),
  sessions: makeSessions(table),
  challenges: makeChallenges(table),
  records: makeSignInRecords(table),
  setup: makeSetupRow(table),
}));
