import type { DomainEvent } from '../../events/domain/domain-event.ts';
import { streamEvent } from '../../events/dynamodb/stream-event.ts';
import type { PublishEvents } from '../platform/domain-events.ts';
import type { Log } from '../platform/log.ts';
import { readRunChange } from './run-change.ts';
import { eventsOf } from './run-events.ts';

/** Lambda's answer for a stream: it goes on at the first of these records. */
export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** The events of one change. Throws for a record that is none of a run. */
const eventsOfRecord = (value: unknown): DomainEvent[] => {
  const { before, after } = readRunChange(value);
  return after === undefined ? [] : eventsOf(before, after);
};

/**
 * Tells the world of changed runs, by the table's stream: what was written is told, however the writer ended. Events
 * before a record that cannot be told are out; from it on Lambda tries again, and gives it up to the dead letters alone.
 */
export const makeTellRunChanges =
  ({ publish, log }: { publish: PublishEvents; log: Log }) =>
  async (event: unknown): Promise<BatchAnswer> => {
    const { Records } = streamEvent.parse(event);
    const events: DomainEvent[] = [];
    for (const record of Records)
      try {
        events.push(...eventsOfRecord(record));
      } catch (thrown) {
        const itemIdentifier = record.dynamodb.SequenceNumber;
        log.error('a change of a run could not be told', { sequence_number: itemIdentifier, cause: thrown });
        await publish(events);
        return { batchItemFailures: [{ itemIdentifier }] };
      }
    // When the bus refuses, the whole batch comes again; consumers know an event by its id.
    await publish(events);
    return { batchItemFailures: [] };
  };
