import { setTimeout as sleep } from 'node:timers/promises';
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { type DomainEvent, domainEvents, EVENT_SOURCE } from '../../events/domain/domain-event.ts';

/** PutEvents takes so many at once; ten of ours are far below its 256 KiB. */
const AT_ONCE = 10;
const ROUNDS = 4;
const PAUSE_MS = 100;

/** Puts events on the platform's bus, at least once each; throws when the bus did not take one after retries. */
export type PublishEvents = (events: readonly DomainEvent[]) => Promise<void>;

/** An event as PutEvents wants it. Throws for one that does not fit its schema: a fault of ours. */
const entryOf = (bus: string, { type, detail }: DomainEvent): PutEventsRequestEntry => ({
  EventBusName: bus,
  Source: EVENT_SOURCE,
  DetailType: type,
  Time: new Date(detail.at),
  Detail: JSON.stringify(domainEvents[type].parse(detail)),
});

/** The publisher of a function. It needs `DomainEvents.bind` (infra), which also tells it the bus as `EVENT_BUS`. */
export const makePublishEvents = (
  bus: string,
  client: Pick<EventBridgeClient, 'send'> = new EventBridgeClient({}),
): PublishEvents => {
  /** Those that the bus refused. */
  const put = async (entries: readonly PutEventsRequestEntry[]): Promise<PutEventsRequestEntry[]> => {
    const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: [...entries] }));
    return entries.filter((_, index) => Entries[index]?.EventId === undefined);
  };
  const putAll = async (entries: readonly PutEventsRequestEntry[]): Promise<void> => {
    let left = await put(entries);
    for (let round = 1; left.length > 0 && round < ROUNDS; round += 1) {
      await sleep(Math.random() * PAUSE_MS * 2 ** round);
      left = await put(left);
    }
    if (left.length > 0) throw new Error(`the bus refused ${left.length} of ${entries.length} events`);
  };
  return async (events) => {
    const entries = events.map((event) => entryOf(bus, event));
    for (let from = 0; from < entries.length; from += AT_ONCE)
      await putAll(entries.slice(from, from + AT_ONCE));
  };
};
