import { describe } from 'vitest';
import { at, everywhere, prove, unless, words } from './facts.ts';
import { type Resource, synthesize, type Templates } from './templates.ts';

const templates = synthesize();

const named = (all: Templates, type: string, part: string): Resource => {
  const found = everywhere(all, type).find(([id]) => id.includes(`/${part}`));
  if (found === undefined) throw new Error(`no ${type} ${part}`);
  return found[1];
};
const queue = (all: Templates) => named(all, 'AWS::SQS::Queue', 'DropsQueue').Properties;
const rule = (all: Templates) => named(all, 'AWS::Events::Rule', 'DropsRule').Properties;
const mapping = (all: Templates) =>
  named(all, 'AWS::Lambda::EventSourceMapping', 'DropsOnDropped').Properties;
const worker = (all: Templates) => named(all, 'AWS::Lambda::Function', 'DropsOnDroppedFunction').Properties;

describe('the intake of drop folders', () => {
  prove(
    templates,
    'hears of what is put below drop/ of the files bucket, and of nothing else',
    (all) => [
      ...unless(words(at(rule(all), 'EventPattern.detail.object.key')) === '[{"prefix":"drop/"}]', 'prefix'),
      ...unless(words(at(rule(all), 'EventPattern.detail.bucket')).includes('StorageFiles'), 'bucket'),
      ...unless(words(at(rule(all), 'EventPattern.detail-type')) === '["Object Created"]', 'kind'),
      ...unless(words(at(rule(all), 'Targets.0.Arn')).includes('DropsQueue'), 'target'),
      ...unless(words(at(rule(all), 'Targets.0.DeadLetterConfig')).includes('DropsDeadLetters'), 'dead'),
    ],
    {
      'when it hears of uploads': (all) => Object.assign(rule(all), { EventPattern: {} }),
      'when the rule drops events': (all) =>
        Object.assign(at(rule(all), 'Targets.0') as object, { DeadLetterConfig: {} }),
    },
  );

  prove(
    templates,
    'gives a message up after five tries, to dead letters, and never while it is worked on',
    (all) => [
      ...unless(at(queue(all), 'RedrivePolicy.maxReceiveCount') === 5, 'tries'),
      ...unless(words(at(queue(all), 'RedrivePolicy.deadLetterTargetArn')).includes('DeadLetters'), 'where'),
      ...unless(Number(queue(all).VisibilityTimeout) > Number(worker(all).Timeout), 'visibility'),
    ],
    {
      'when it is tried for ever': (all) => Object.assign(queue(all), { RedrivePolicy: {} }),
      'when it comes again meanwhile': (all) => Object.assign(queue(all), { VisibilityTimeout: 60 }),
    },
  );

  prove(
    templates,
    'delivers again only the messages of a batch that failed',
    (all) => unless(words(mapping(all).FunctionResponseTypes) === '["ReportBatchItemFailures"]', 'responses'),
    { 'when a batch is one': (all) => Object.assign(mapping(all), { FunctionResponseTypes: [] }) },
  );
});
