import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, inject, it } from 'vitest';
import { clientConfig } from '../../local/platform/aws.ts';
import { makeDepartments, newPerson, openAdministrator } from './platform/people.ts';

const { access, outputs } = inject('platform');
const config = clientConfig(access);
const TableName = outputs.TableName;

/** A row as the sweep finds it: everything is the emulator's, nothing goes through the platform. */
it('gives users of before their places in the list, and ends a move that was cut off', async () => {
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(config));
  const lambda = new LambdaClient(config);
  const admin = await openAdministrator();
  const sweep = async () => {
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({ FunctionName: outputs.SweepDirectoryFunction, Payload: '{}' }),
    );
    if (FunctionError !== undefined) throw new Error(Buffer.from(Payload ?? []).toString());
  };
  const listed = async (username: string) =>
    (await admin.call('GET', `/users?q=${username}`)).body.data.items.map(
      ({ roles }: { roles: string[] }) => roles,
    );

  const person = await newPerson(admin, ['operator']);
  const Key = { pk: `$openscript#name_${person.username}`, sk: '$user_1' };
  expect((await table.send(new GetCommand({ TableName, Key }))).Item?.roles).toEqual(['operator']);
  await table.send(
    new UpdateCommand({
      TableName,
      Key,
      UpdateExpression: 'REMOVE #roles, #groups, version, listed, gsi1pk, gsi1sk',
      ExpressionAttributeNames: { '#roles': 'roles', '#groups': 'groups' },
    }),
  );
  expect(await listed(person.username)).toEqual([]);
  // A new platform had nobody of before, and says so: here somebody comes.
  await table.send(new DeleteCommand({ TableName, Key: { pk: '$openscript#id_users', sk: '$user_roll_1' } }));

  const places = await makeDepartments(admin, ['top', 'top/below', 'other']);
  const { top = '', other = '' } = places;
  const { version } = (await admin.call('GET', '/departments')).body.data.items.find(
    ({ id }: { id: string }) => id === top,
  );
  // The first transaction of a move, as the process that made it left it: the tree is marked, those below are where they were.
  const tree = { pk: '$openscript#tree_departments', sk: '$department_tree_1' };
  const rowOf = (id: string) => ({ pk: tree.pk, sk: `$department_1#id_${id}` });
  expect((await table.send(new GetCommand({ TableName, Key: rowOf(top) }))).Item?.version).toBe(version);
  await table.send(
    new UpdateCommand({
      TableName,
      Key: rowOf(top),
      UpdateExpression: 'SET parent = :other, ancestors = :above',
      ExpressionAttributeValues: { ':other': other, ':above': [other] },
    }),
  );
  await table.send(
    new UpdateCommand({
      TableName,
      Key: tree,
      UpdateExpression: 'SET moving = :top',
      ExpressionAttributeValues: { ':top': top },
    }),
  );

  await sweep();
  expect(await listed(person.username)).toEqual([['operator']]);
  const below = await table.send(new GetCommand({ TableName, Key: rowOf(places['top/below'] ?? '') }));
  expect(below.Item?.ancestors).toEqual([other, top]);
  expect((await table.send(new GetCommand({ TableName, Key: tree }))).Item?.moving).toBeUndefined();
  await sweep();
});
