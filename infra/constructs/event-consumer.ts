import { Duration } from 'aws-cdk-lib';
import { type EventPattern, Rule, type RuleProps, type Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';
import type { PlatformFunction } from './platform-function.ts';

export interface EventConsumerProps {
  readonly consumer: PlatformFunction;
  readonly description: string;
  /** Which events of the default bus, or a schedule, or both. */
  readonly on:
    | { readonly pattern: EventPattern; readonly schedule?: Schedule }
    | { readonly schedule: Schedule };
  /** How often a failed event is tried again. @default 2 (Lambda's most) */
  readonly retries?: 0 | 1 | 2;
}

/** An event is worth an hour of tries: what it told is then found by the sweeper. */
const EVENT_AGE = Duration.hours(1);

/**
 * A function that works on events: the rule that brings them, and the queue for those that could not be brought
 * (EventBridge) or not be worked on (Lambda, after its retries).
 */
export class EventConsumer extends Construct {
  /** Events that were given up. */
  readonly deadLetters: DeadLetters;
  /** The rule. */
  readonly rule: Rule;

  constructor(scope: Construct, id: string, props: EventConsumerProps) {
    super(scope, id);
    const { consumer, on, retries = 2 } = props;
    this.deadLetters = new DeadLetters(this, 'DeadLetters');
    consumer.lambda.configureAsyncInvoke({
      onFailure: new SqsDestination(this.deadLetters.queue),
      retryAttempts: retries,
      maxEventAge: EVENT_AGE,
    });
    const what: Pick<RuleProps, 'eventPattern' | 'schedule'> = {
      ...('pattern' in on ? { eventPattern: on.pattern } : {}),
      ...(on.schedule === undefined ? {} : { schedule: on.schedule }),
    };
    this.rule = new Rule(this, 'Rule', {
      description: props.description,
      ...what,
      targets: [
        new LambdaTarget(consumer.lambda, {
          deadLetterQueue: this.deadLetters.queue,
          retryAttempts: 4,
          maxEventAge: EVENT_AGE,
        }),
      ],
    });
  }
}
