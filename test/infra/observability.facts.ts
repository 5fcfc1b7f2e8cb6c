import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { everywhere, ofType, only, prove, unless, words } from './facts.ts';
import { synthesize, type Template, type Templates } from './templates.ts';

const templates = synthesize();
const alarms = ({ Observability }: Templates) =>
  ofType(Observability, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
const alarm = (all: Templates, name: string) =>
  alarms(all).find(({ AlarmName }) => AlarmName === `OpenScriptObservability-${name}`);

/** GitHub's name for a heading. */
const anchors = new Set(
  readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'operations.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('#'))
    .map((line) =>
      line
        .replace(/^#+ /, '')
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
);

/** Other queues hold work: what they give up is in one of these. */
const deadLetters = (all: Templates) =>
  everywhere(all, 'AWS::SQS::Queue').filter(([id]) => id.includes('DeadLetters'));
const count = (all: Templates, type: string) =>
  Object.values(all).reduce((sum, template: Template) => sum + ofType(template, type).length, 0);

describe('alarms', () => {
  prove(
    templates,
    'have stable names, tell somebody, stay quiet without traffic, and say what to do',
    (all) =>
      alarms(all).flatMap(({ AlarmName, AlarmDescription, AlarmActions, TreatMissingData }) => {
        const [, article = ''] = /docs\/operations\.md#([\w-]+)$/.exec(String(AlarmDescription)) ?? [];
        return [
          ...unless(/^OpenScriptObservability-[\w-]+$/.test(String(AlarmName)), `name ${words(AlarmName)}`),
          ...unless(
            anchors.has(article),
            `${String(AlarmName)}: no article ${article} in docs/operations.md`,
          ),
          ...unless(words(AlarmActions).includes('AlarmsTopic'), `${String(AlarmName)} tells nobody`),
          ...unless(TreatMissingData === 'notBreaching', `${String(AlarmName)} without data`),
        ];
      }),
    {
      'without an article': (all) =>
        Object.assign(alarms(all)[0] ?? {}, { AlarmDescription: 'something broke' }),
      'with an article that is not there': (all) =>
        Object.assign(alarms(all)[0] ?? {}, { AlarmDescription: 'See docs/operations.md#nowhere' }),
      'telling nobody': (all) => Object.assign(alarms(all)[0] ?? {}, { AlarmActions: [] }),
    },
  );

  prove(
    templates,
    'watch every function, every queue of dead letters, the API, the runs and the sweeper',
    (all) => {
      const names = alarms(all).map(({ AlarmName }) => String(AlarmName));
      const number = (part: string) => names.filter((name) => name.includes(part)).length;
      return [
        ...unless(number('-Errors-') === count(all, 'AWS::Lambda::Function'), 'functions'),
        ...unless(number('-DeadLetters-') === deadLetters(all).length, 'queues'),
        ...[
          'ApiServerErrors',
          'RunsFailedByPlatform',
          'RunsTimedOut',
          'RunEventsLate',
          'Swept-take-over',
          'Swept-failed',
        ].flatMap((name) => unless(alarm(all, name) !== undefined, name)),
        ...unless(Number(alarm(all, 'DeadLetters-Report')?.Threshold) === 1, 'one dead letter is enough'),
        ...unless(
          alarm(all, 'Swept-take-over')?.Namespace === 'OpenScript' &&
            words(alarm(all, 'Swept-take-over')?.Dimensions) === '[{"Name":"service","Value":"sweep-runs"}]',
          'the sweeper’s metric',
        ),
      ];
    },
    {
      'when a queue is not watched': (all) =>
        Object.assign(alarm(all, 'DeadLetters-Report') ?? {}, { AlarmName: 'OpenScriptObservability-Other' }),
      'when ten dead letters are needed': (all) =>
        Object.assign(alarm(all, 'DeadLetters-Report') ?? {}, { Threshold: 10 }),
    },
  );

  prove(
    templates,
    'are published by CloudWatch of this account, over TLS',
    ({ Observability }) => {
      const policy = words(only(Observability, 'AWS::SNS::TopicPolicy').Properties.PolicyDocument);
      return [
        ...unless(policy.includes('"Service":"cloudwatch.amazonaws.com"'), 'CloudWatch'),
        ...unless(policy.includes('"aws:SourceAccount":{"Ref":"AWS::AccountId"}'), 'account'),
        ...unless(policy.includes('"aws:SecureTransport":"false"'), 'TLS'),
      ];
    },
    {
      'when anybody may': ({ Observability }) =>
        Object.assign(only(Observability, 'AWS::SNS::TopicPolicy').Properties, { PolicyDocument: {} }),
    },
  );
});
