import { inMemoryActivity, inMemoryDeliveries, inMemoryWebhooks } from './in-memory.ts';
import {
  defineActivityStoreSuite,
  defineDeliveryStoreSuite,
  defineWebhookStoreSuite,
} from './store-suites.ts';

const webhooks = inMemoryWebhooks();
const activity = inMemoryActivity();
const deliveries = inMemoryDeliveries();
defineWebhookStoreSuite(() => webhooks, 'memory');
defineActivityStoreSuite(() => activity);
defineDeliveryStoreSuite(() => deliveries);
