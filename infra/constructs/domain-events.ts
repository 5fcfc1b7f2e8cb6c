import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Bindable } from './node-function.ts';

/** The bus `openscript`, on which the platform says what happens (`events/domain/`); anybody's rules may listen. */
export class DomainEvents extends Construct {
  /** The bus. */
  readonly bus: EventBus;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: 'openscript',
      description: 'What happens on the platform: runs, ticks, sets',
    });
  }

  /** Lets a function publish, and tells it the bus. */
  bind(fn: Bindable<'EVENT_BUS'>): void {
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['events:PutEvents'], resources: [this.bus.eventBusArn] }),
    );
    fn.set('EVENT_BUS', this.bus.eventBusName);
  }
}
