import { streamRecord } from '../../events/dynamodb/stream-event.ts';
import { plainImage } from '../platform/stream-image.ts';
import { type Run, runRowSchema } from './run.ts';

/** A change of a run's row, as the table's stream brings it: `before` is absent for a new run, `after` for a removed one. */
export interface RunChange {
  readonly before: Run | undefined;
  readonly after: Run | undefined;
}

const rowOf = (image: Parameters<typeof plainImage>[0] | undefined): Run | undefined =>
  image === undefined ? undefined : runRowSchema.parse(plainImage(image).state);

/** Reads one record of the stream. Throws for a record that is none of a run. */
export const readRunChange = (record: unknown): RunChange => {
  const { OldImage, NewImage } = streamRecord.parse(record).dynamodb;
  return { before: rowOf(OldImage), after: rowOf(NewImage) };
};
