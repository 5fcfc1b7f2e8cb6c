import { describe } from 'vitest';
import { at, everywhere, named, prove, unless } from './facts.ts';
import { synthesize, type Templates } from './templates.ts';

const templates = synthesize();

interface Statement {
  Effect: string;
  Action: string | string[];
  Condition?: unknown;
}

const AUDIT_KEYS = '$openscript#auditmonth_*';
const bucketOf = ({ Audit }: Templates) => named(Audit, 'ArchiveBucket');
const keyOf = ({ Audit }: Templates) => named(Audit, 'ArchiveKey');

/** The statements of each policy that lets somebody write rows. */
const writers = (all: Templates): { name: string; statements: Statement[] }[] =>
  everywhere(all, 'AWS::IAM::Policy')
    .map(([name, { Properties }]) => ({
      name,
      statements: at(Properties, 'PolicyDocument.Statement') as Statement[],
    }))
    .filter(({ statements }) =>
      statements.some(
        ({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes('dynamodb:DeleteItem'),
      ),
    );

const deniesAuditRows = ({ Effect, Action, Condition }: Statement): boolean =>
  Effect === 'Deny' &&
  ['dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'].every((action) =>
    [Action].flat().includes(action),
  ) &&
  JSON.stringify(Condition).includes(AUDIT_KEYS);

describe('the audit log', () => {
  prove(
    templates,
    'has rows that nobody may change or remove',
    (all) =>
      writers(all).flatMap(({ name, statements }) =>
        unless(statements.some(deniesAuditRows), `${name} may touch the audit log's rows`),
      ),
    {
      'when a role has no denial': (all) => {
        const [first] = writers(all);
        const denial = first?.statements.find(deniesAuditRows);
        if (denial !== undefined) denial.Effect = 'Allow';
      },
      'when the denial is of other rows': (all) => {
        const denial = writers(all)[0]?.statements.find(deniesAuditRows);
        if (denial !== undefined) denial.Condition = {};
      },
    },
  );

  prove(
    templates,
    'is kept in a bucket that locks each object, versioned, by a stage’s mode and days',
    (all) => {
      const { Properties } = bucketOf(all);
      const retention = 'ObjectLockConfiguration.Rule.DefaultRetention';
      return [
        ...unless(Properties.ObjectLockEnabled === true, 'objects are not locked'),
        ...unless(at(Properties, 'VersioningConfiguration.Status') === 'Enabled', 'no versions'),
        ...unless(at(Properties, `${retention}.Mode.Ref`) === 'AuditLockMode', 'the mode is not the stage’s'),
        ...unless(
          at(Properties, `${retention}.Days.Ref`) === 'AuditLockDays',
          'the days are not the stage’s',
        ),
        ...unless(
          at(all.Audit, 'Parameters.AuditLockMode.Default') === 'COMPLIANCE',
          'production is not locked for everybody',
        ),
      ];
    },
    {
      'when it is not locked': (all) => {
        bucketOf(all).Properties.ObjectLockEnabled = false;
      },
      'when it has no retention': (all) => {
        bucketOf(all).Properties.ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled' };
      },
    },
  );

  prove(
    templates,
    'is signed by a key that only signs, and nobody may delete its objects',
    (all) => [
      ...unless(keyOf(all).Properties.KeySpec === 'ECC_NIST_P256', 'the key is no P-256'),
      ...unless(keyOf(all).Properties.KeyUsage === 'SIGN_VERIFY', 'the key does not sign'),
      ...everywhere(all, 'AWS::IAM::Policy').flatMap(([name, { Properties }]) =>
        (at(Properties, 'PolicyDocument.Statement') as (Statement & { Resource: unknown })[]).flatMap(
          ({ Effect, Action, Resource }) =>
            unless(
              Effect !== 'Allow' ||
                !JSON.stringify(Resource).includes('ArchiveBucket') ||
                ![Action].flat().some((action) => /Delete|Bypass|PutObjectRetention/.test(action)),
              `${name} may delete in the archive`,
            ),
        ),
      ),
    ],
    {
      'when the key encrypts': (all) => {
        keyOf(all).Properties.KeyUsage = 'ENCRYPT_DECRYPT';
      },
    },
  );
});
