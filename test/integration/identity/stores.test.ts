import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { makeChallenges } from '../../../functions/identity/challenge-store.ts';
import { makeCredentialStore } from '../../../functions/identity/credential-store.ts';
import { makeMailCodes } from '../../../functions/identity/mail-code-store.ts';
import { makeRegistrations } from '../../../functions/identity/registration-store.ts';
import { makeSessions } from '../../../functions/identity/session-store.ts';
import { makeSetupRow } from '../../../functions/identity/setup-store.ts';
import { makeSignInLog } from '../../../functions/identity/sign-in-log.ts';
import { makeSignInRecords } from '../../../functions/identity/sign-in-store.ts';
import { makeUsers } from '../../../functions/identity/user-store.ts';
import { openTable, type Table } from '../../../functions/platform/table.ts';
import { defineSessionSuites } from '../../unit/identity/session-suites.ts';
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

defineSessionSuites(() => ({
  sessions: makeSessions(table),
  credentials: makeCredentialStore(table),
  mailCodes: makeMailCodes(table),
  registrations: makeRegistrations(table),
  signIns: makeSignInLog(table),
}));
