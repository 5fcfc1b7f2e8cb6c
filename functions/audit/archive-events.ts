import { streamEvent, streamRecord } from '../../events/dynamodb/stream-event.ts';
import type { Log } from '../platform/log.ts';
import { plainImage } from '../platform/stream-image.ts';
import type { Archive } from './archive.ts';
import { type AuditEventView, auditEventSchema } from './contract.ts';
import { canonical, dayPrefix, sha256 } from './digest-rules.ts';

/** Lambda's answer for a stream: it goes on at the first of these records. */
export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** An object grows to so many characters; an event is 32 KiB at most. */
const MAX_CHARACTERS = 1_000_000;

/** The event of a record; undefined: rows that went or that somebody touched. Throws for what is no event. */
const eventOf = (record: unknown): AuditEventView | undefined => {
  const { eventName, dynamodb } = streamRecord.parse(record);
  if (eventName !== 'INSERT' || dynamodb.NewImage === undefined) return undefined;
  return auditEventSchema.parse(JSON.parse(String(plainImage(dynamodb.NewImage).document)));
};

/** `events/2026/11/25/08/`: the hour of the event, not of its arrival. */
const hourPrefix = ({ at }: AuditEventView): string => `${dayPrefix(Date.parse(at))}${at.slice(11, 13)}/`;

/** Events of one hour in objects of some size, each by the order of their ids. */
const partsOf = (events: readonly AuditEventView[]): AuditEventView[][] => {
  const parts: AuditEventView[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const event of events) {
    const more = canonical(event).length;
    if (size + more > MAX_CHARACTERS) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(event);
    size += more;
  }
  return parts;
};

/**
 * Copies events from the table's stream to the audit bucket: lines of canonical JSON, ordered by id, objects named after their
 * content. The same batch delivered twice finds its objects there; events that come again in another batch stand there
 * twice, byte for byte the same, which `verify` knows.
 */
export const makeArchiveEvents =
  ({ archive, log }: { archive: Pick<Archive, 'put'>; log: Log }) =>
  async (event: unknown): Promise<BatchAnswer> => {
    const { Records } = streamEvent.parse(event);
    const events = new Map<string, AuditEventView>();
    const failures: { itemIdentifier: string }[] = [];
    for (const record of Records) {
      const itemIdentifier = record.dynamodb.SequenceNumber;
      try {
        const found = eventOf(record);
        if (found !== undefined) events.set(found.id, found);
        else log.error('a row of the audit log was changed', { sequence_number: itemIdentifier });
      } catch (cause) {
        log.error('an audit event could not be read', { sequence_number: itemIdentifier, cause });
        failures.push({ itemIdentifier });
        break;
      }
    }
    const ordered = [...events.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    for (const [prefix, hour] of Map.groupBy(ordered, hourPrefix))
      for (const part of partsOf(hour)) {
        const text = part.map((each) => `${canonical(each)}\n`).join('');
        await archive.put(`${prefix}${part[0]?.id}-${sha256(text).slice(0, 16)}.jsonl`, text);
      }
    return { batchItemFailures: failures };
  };
