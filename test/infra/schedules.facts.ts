import { describe } from 'vitest';
import { LEASE_MS } from '../../functions/schedules/tick.ts';
import { at, named, ofType, only, prove, unless, words } from './facts.ts';
import { synthesize, type Templates } from './templates.ts';

const templates = synthesize();
const beat = ({ Triggers }: Templates) => only(Triggers, 'AWS::Scheduler::Schedule').Properties;
const work = ({ Triggers }: Templates) => named(Triggers, 'SchedulesWork').Properties;
const mappingOf = ({ Triggers }: Templates) =>
  ofType(Triggers, 'AWS::Lambda::EventSourceMapping')
    .map(([, { Properties }]) => Properties)
    .find(({ FunctionName }) => words(FunctionName).includes('OnScheduleWork')) ?? {};
const fn = ({ Triggers }: Templates, name: string) => named(Triggers, `Schedules${name}Function`).Properties;

describe('the heartbeat', () => {
  prove(
    templates,
    'comes each minute, on the minute, is tried again, and is kept when it cannot be delivered',
    (all) => [
      ...unless(beat(all).ScheduleExpression === 'cron(* * * * ? *)', 'each minute'),
      ...unless(words(beat(all).FlexibleTimeWindow) === '{"Mode":"OFF"}', 'on the minute'),
      ...unless(Number(at(beat(all), 'Target.RetryPolicy.MaximumRetryAttempts')) > 0, 'again'),
      ...unless(words(at(beat(all), 'Target.DeadLetterConfig.Arn')).includes('DeadLetters'), 'kept'),
      ...unless(words(at(beat(all), 'Target.Arn')).includes('OnHeartbeat'), 'the function'),
    ],
    {
      'when it comes every five minutes': (all) =>
        Object.assign(beat(all), { ScheduleExpression: 'rate(5 minutes)' }),
      'when it may come when it likes': (all) =>
        Object.assign(beat(all), { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }),
      'when a lost one is forgotten': (all) =>
        Object.assign(beat(all), {
          Target: { Arn: 'OnHeartbeat', RetryPolicy: { MaximumRetryAttempts: 3 } },
        }),
    },
  );

  prove(
    templates,
    'and what works beside it end before the lease of a tick does',
    (all) =>
      ['OnHeartbeat', 'OnScheduleWork', 'OnRunEnded'].flatMap((name) =>
        unless(Number(fn(all, name).Timeout) * 1000 < LEASE_MS, name),
      ),
    { 'when one works on': (all) => Object.assign(fn(all, 'OnScheduleWork'), { Timeout: 300 }) },
  );
});

describe('the queue of work', () => {
  prove(
    templates,
    'is encrypted, gives up to dead letters, waits as long as its function may take, and takes back what failed',
    (all) => {
      const mapping = mappingOf(all);
      return [
        ...unless(work(all).SqsManagedSseEnabled === true, 'encryption'),
        ...unless(
          words(at(work(all), 'RedrivePolicy.deadLetterTargetArn')).includes('DeadLetters'),
          'dead letters',
        ),
        ...unless(
          Number(work(all).VisibilityTimeout) >= 6 * Number(fn(all, 'OnScheduleWork').Timeout),
          'visibility',
        ),
        ...unless(words(mapping.FunctionResponseTypes) === '["ReportBatchItemFailures"]', 'partial failure'),
      ];
    },
    {
      'without dead letters': (all) => Object.assign(work(all), { RedrivePolicy: {} }),
      'when a message comes again too early': (all) => Object.assign(work(all), { VisibilityTimeout: 30 }),
      'when a whole batch fails with one': (all) =>
        Object.assign(mappingOf(all), { FunctionResponseTypes: [] }),
    },
  );
});
