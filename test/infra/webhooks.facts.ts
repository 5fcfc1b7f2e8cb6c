import { describe } from 'vitest';
import { deliverySource, deliveryTakenType } from '../../events/webhooks/delivery-taken.ts';
import { LEASE_MS } from '../../functions/webhooks/delivery.ts';
import { at, everywhere, ofType, prove, unless, words } from './facts.ts';
import { type Resource, synthesize, type Templates } from './templates.ts';

const templates = synthesize();

/** Both functions, and nobody else. */
const holders = /^Api\/(FunctionsWebhooksApi|WebhooksFinishDeliveries)Role/;

const rule = (all: Templates): Resource['Properties'] | undefined =>
  everywhere(all, 'AWS::Events::Rule').find(([, { Properties }]) =>
    words(at(Properties, 'Targets.0.Arn')).includes('FinishDeliveriesFunction'),
  )?.[1].Properties;

const secret = ({ Data }: Templates): [string, Resource] =>
  ofType(Data, 'AWS::SecretsManager::Secret').find(([id]) => id.startsWith('WebhookSecret')) ?? [
    'none',
    { Type: '', Properties: {} },
  ];

/** Policies that name the secret. */
const readers = (all: Templates): [string, Resource][] =>
  everywhere(all, 'AWS::IAM::Policy').filter(([, { Properties }]) =>
    words(at(Properties, 'PolicyDocument')).includes(secret(all)[0].slice(0, -8)),
  );

describe('webhooks', () => {
  prove(
    templates,
    'keep their secret when its stack goes, and show it to the two functions that compare signatures',
    (all) => [
      ...unless(secret(all)[1].DeletionPolicy === 'Retain', 'is deleted with its stack'),
      ...unless(readers(all).length === 2, `${readers(all).length} readers`),
      ...readers(all).flatMap(([id]) => unless(holders.test(id), `${id} may read it`)),
    ],
    {
      'when it goes with its stack': (all) => Object.assign(secret(all)[1], { DeletionPolicy: 'Delete' }),
      'when the API of files may read it': (all) => {
        const other = everywhere(all, 'AWS::IAM::Policy').find(([id]) => id.includes('FilesApi'))?.[1];
        const [, granted] = readers(all)[0] ?? [];
        (at(other, 'Properties.PolicyDocument.Statement') as unknown[]).push(
          ...(at(granted, 'Properties.PolicyDocument.Statement') as unknown[]),
        );
      },
    },
  );

  prove(
    templates,
    'have their deliveries finished at once and every minute, by a function whose time is within the lease',
    (all) => [
      ...unless(rule(all)?.ScheduleExpression === 'rate(1 minute)', 'every minute'),
      ...unless(
        words(rule(all)?.EventPattern) ===
          words({ source: [deliverySource], 'detail-type': [deliveryTakenType] }),
        'at once',
      ),
      ...everywhere(all, 'AWS::Lambda::Function')
        .filter(([id]) => id.includes('FinishDeliveries'))
        .flatMap(([id, { Properties }]) =>
          unless(Number(Properties.Timeout) * 1000 < LEASE_MS, `${id}: time`),
        ),
    ],
    {
      'when nobody looks for what is due': (all) => {
        delete rule(all)?.ScheduleExpression;
      },
      'when others’ events are taken for them': (all) => Object.assign(rule(all) ?? {}, { EventPattern: {} }),
      'when the function may outlive its lease': (all) => {
        const found = everywhere(all, 'AWS::Lambda::Function').find(([id]) =>
          id.includes('FinishDeliveries'),
        );
        Object.assign(found?.[1].Properties ?? {}, { Timeout: 600 });
      },
    },
  );
});
