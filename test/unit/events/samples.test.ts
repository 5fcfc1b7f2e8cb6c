import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { digest } from '../../../events/audit/digest.ts';
import {
  type DomainEventType,
  domainEventEnvelope,
  domainEvents,
} from '../../../events/domain/domain-event.ts';
import { streamEvent } from '../../../events/dynamodb/stream-event.ts';
import { taskStateChange } from '../../../events/ecs/task-state-change.ts';
import { logLine } from '../../../events/runner/log-line.ts';
import { manifest } from '../../../events/runner/manifest.ts';
import { progress } from '../../../events/runner/progress.ts';
import { report } from '../../../events/runner/report.ts';
import { tableChunk } from '../../../events/runner/table-chunk.ts';
import { objectCreated } from '../../../events/s3/object-created.ts';
import { scheduledEvent } from '../../../events/scheduler/scheduled-event.ts';
import { dropMessage } from '../../../events/sqs/drop-message.ts';
import { scheduleWork } from '../../../events/sqs/schedule-work.ts';
import { sqsEvent } from '../../../events/sqs/sqs-event.ts';
import { deliveryTaken } from '../../../events/webhooks/delivery-taken.ts';
import { finalized, finalizeInput, prepared, prepareInput } from '../../../events/workflow/run-workflow.ts';

/** Which schema a sample is held against: by the longest of these words its name begins with, in its folder. */
const schemas: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  audit: { digest },
  domain: Object.fromEntries(
    Object.keys(domainEvents).map((type) => [type, domainEventEnvelope(type as DomainEventType)]),
  ),
  dynamodb: { 'stream-event': streamEvent },
  ecs: { 'task-state-change': taskStateChange },
  runner: { manifest, progress, report, 'log-chunk': logLine, 'table-chunk': tableChunk },
  s3: { 'object-created': objectCreated },
  scheduler: { 'scheduled-event': scheduledEvent },
  sqs: { 'drop-message': dropMessage, 'schedule-work': scheduleWork, 'sqs-event': sqsEvent },
  webhooks: { 'delivery-taken': deliveryTaken },
  workflow: { prepare: prepareInput, prepared, finalize: finalizeInput, finalized },
};

const kindOf = (source: string, name: string): string =>
  Object.keys(schemas[source] ?? {})
    .filter((kind) => name.startsWith(kind))
    .sort((one, other) => other.length - one.length)[0] ?? 'nothing';

const folder = join(import.meta.dirname, '../../../events');
const samples = Object.keys(schemas).flatMap((source) =>
  readdirSync(join(folder, source))
    .filter((name) => /\.(json|ndjson)$/.test(name))
    .map((name) => ({ source, name, kind: kindOf(source, name) })),
);

const documentsOf = (source: string, name: string): unknown[] => {
  const text = readFileSync(join(folder, source, name), 'utf8');
  const parts = name.endsWith('.ndjson') ? text.trimEnd().split('\n') : [text];
  return parts.map((part): unknown => JSON.parse(part));
};

describe('captured samples', () => {
  test('there are some of every message that crosses a border', () => {
    for (const [source, kinds] of Object.entries(schemas))
      for (const kind of Object.keys(kinds))
        expect(samples.filter((sample) => sample.source === source && sample.kind === kind)).not.toEqual([]);
  });

  test.each(samples)('$source/$name fits its schema', ({ source, name, kind }) => {
    const schema = schemas[source]?.[kind];
    if (schema === undefined) throw new Error(`no schema for ${kind}`);
    for (const document of documentsOf(source, name)) schema.parse(document);
  });
});

describe('what is not such a message', () => {
  test.each(Object.values(schemas).flatMap((kinds) => Object.entries(kinds)))(
    '%s: anything else is refused, and nothing is thrown',
    (_, schema) =>
      fc.assert(
        fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
          const parsed = schema.safeParse(value);
          if (Array.isArray(value)) return; // rows are all that a chunk of a table is
          expect(parsed.success).toBe(false);
        }),
      ),
  );

  const [sample] = samples.filter(
    ({ source, name }) => source === 'runner' && name.startsWith('report-succeeded'),
  );
  test.each([
    ['another format', { format: 2 }],
    ['an unknown status', { outcome: { status: 'running' } }],
    [
      'a size that is no number of bytes',
      { artifacts: [{ path: 'a', size: -1, sha256: '', content_type: '' }] },
    ],
    ['no usage', { usage: null }],
    ['a time that is none', { finished_at: 'yesterday' }],
    [
      'numbers out of reach',
      { usage: { wall_ms: 1e300, cpu_ms: 0, peak_memory_bytes: 0, peak_processes: 0, output_bytes: 0 } },
    ],
  ])('a report with %s is none', (_, change) => {
    const [good] = documentsOf('runner', sample?.name ?? '');
    expect(report.safeParse({ ...(good as object), ...change }).success).toBe(false);
  });
});
