import { Duration } from 'aws-cdk-lib';
import { EventBus, Schedule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { deliverySource, deliveryTakenType } from '../../events/webhooks/delivery-taken.ts';
import type { webhooksEnvironment } from '../../functions/webhooks/environment.ts';
import { finishDeliveriesEnvironment } from '../../functions/webhooks/environment.ts';
import { EventConsumer } from './event-consumer.ts';
import type { MainTable } from './main-table.ts';
import { NodeFunction } from './node-function.ts';
import type { RunMachine } from './run-machine.ts';
import type { Storage } from './storage.ts';
import type { UserDirectory } from './user-directory.ts';
import type { WebhookSecret } from './webhook-secret.ts';

export interface WebhookDeliveriesProps {
  /** The function that takes deliveries. */
  readonly api: NodeFunction<typeof webhooksEnvironment>;
  readonly table: MainTable;
  readonly storage: Storage;
  readonly users: UserDirectory;
  readonly machine: RunMachine;
  readonly secret: WebhookSecret;
}

/** What deliveries need beyond their own request: files of any size, and another attempt when something failed. */
export class WebhookDeliveries extends Construct {
  /** Fetches a delivery's files and starts its run. */
  readonly finish: NodeFunction<typeof finishDeliveriesEnvironment>;
  /** Every minute it looks for what is due. */
  readonly consumer: EventConsumer;

  constructor(scope: Construct, id: string, props: WebhookDeliveriesProps) {
    super(scope, id);
    const { api, table, storage, users, machine, secret } = props;
    this.finish = new NodeFunction(this, 'FinishDeliveries', {
      description: 'Fetches the files of webhook deliveries and starts their runs',
      environment: finishDeliveriesEnvironment,
      memory: 1024,
      timeout: Duration.minutes(5),
    });
    for (const fn of [api, this.finish]) {
      users.bindLookup(fn);
      secret.bind(fn);
      machine.bindStart(fn);
    }
    table.bind(this.finish, 'read and write');
    storage.bindFiles(this.finish, { write: ['files/*'] });
    storage.bindFiles(api, {});
    storage.bindArtifacts(api, { read: ['outcomes/*'], list: ['outcomes/*'] });
    EventBus.fromEventBusName(this, 'DefaultBus', 'default').grantPutEventsTo(api);
    this.consumer = new EventConsumer(this, 'Deliveries', {
      consumer: this.finish,
      description: 'A delivery with files was taken; every minute: deliveries whose work is due',
      on: {
        pattern: { source: [deliverySource], detailType: [deliveryTakenType] },
        schedule: Schedule.rate(Duration.minutes(1)),
      },
    });
  }
}
