import { describe } from 'vitest';
import { prove, unless } from './facts.ts';
import { synthesize } from './templates.ts';

const templates = synthesize();

/**
 * What holds people's data. A construct that is renamed or moved gets another logical id, and CloudFormation then makes
 * a new, empty one: these ids are a contract with every deployment there is.
 */
const stateful: readonly (readonly [stack: string, id: string, type: string, kept: boolean])[] = [
  ['Data', 'MainTable06387DF9', 'AWS::DynamoDB::Table', true],
  ['Data', 'StorageFiles48C02C92', 'AWS::S3::Bucket', true],
  ['Data', 'StorageArtifacts08431D1F', 'AWS::S3::Bucket', true],
  ['Data', 'StorageAccessLog9DF31AD8', 'AWS::S3::Bucket', true],
  ['Audit', 'ArchiveBucket49F1AC64', 'AWS::S3::Bucket', true],
  ['Audit', 'ArchiveKey3EF5EDE5', 'AWS::KMS::Key', true],
  ['Identity', 'UsersPoolBFC35D3B', 'AWS::Cognito::UserPool', true],
  ['Identity', 'UsersPoolClient39A19381', 'AWS::Cognito::UserPoolClient', false],
];

describe('what holds data', () => {
  prove(
    templates,
    'keeps its name in the template, and outlives its stack',
    (all) =>
      stateful.flatMap(([stack, id, type, kept]) => {
        const resource = all[stack]?.Resources[id];
        return [
          ...unless(resource?.Type === type, `${stack}/${id} is not there`),
          ...unless(
            !kept || resource?.DeletionPolicy === 'Retain',
            `${stack}/${id} is deleted with its stack`,
          ),
          ...unless(
            !kept || resource?.UpdateReplacePolicy === 'Retain',
            `${stack}/${id} is deleted when replaced`,
          ),
        ];
      }),
    {
      'when the table is renamed': ({ Data }) => {
        const table = Data?.Resources.MainTable06387DF9;
        if (Data === undefined || table === undefined) return;
        Data.Resources.TableMain00000000 = table;
        delete Data.Resources.MainTable06387DF9;
      },
      'when files go with their stack': ({ Data }) =>
        Object.assign(Data?.Resources.StorageFiles48C02C92 ?? {}, { DeletionPolicy: 'Delete' }),
    },
  );
});
