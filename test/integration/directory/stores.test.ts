import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { makeDepartmentStore } from '../../../functions/directory/department-store.ts';
import { makeGroupStore } from '../../../functions/directory/group-store.ts';
import { makeDirectoryStore } from '../../../functions/directory/user-store.ts';
import { makeUsers } from '../../../functions/identity/user-store.ts';
import { openTable, type Table } from '../../../functions/platform/table.ts';
import { defineDirectorySuites } from '../../unit/directory/store-suites.ts';
import { openUserPoolStage, type UserPoolStage } from '../identity/user-pool.ts';

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

defineDirectorySuites(() => ({
  users: makeUsers(table),
  directory: makeDirectoryStore(table),
  departments: makeDepartmentStore(table),
  groups: makeGroupStore(table),
}));
