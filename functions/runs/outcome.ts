import * as z from 'zod';
import { exception, warning } from '../../events/runner/report.ts';
import { runResult } from '../../events/runner/result.ts';
import { artifactsKey, outcomeKey } from './object-keys.ts';
import type { RunObjects } from './objects.ts';
import { readJson } from './read-json.ts';
import type { Outcome } from './verdict.ts';

/** The outcome documents, as Finalize keeps them. */
const outcomeSchema = z.object({
  result: runResult.nullable(),
  exception: exception.nullable(),
  warnings: z.array(warning),
});
const artifactsSchema = z.object({
  items: z.array(z.object({ path: z.string(), size: z.int(), sha256: z.string(), content_type: z.string() })),
});
export type KeptOutcome = z.output<typeof outcomeSchema>;
export type KeptArtifacts = z.output<typeof artifactsSchema>['items'];

/** The documents come from a report, and are about as large. */
const MAX_DOCUMENT_BYTES = 24 * 1024 * 1024;

/** Writes what is large about an attempt; writing it again gives the same. */
export const keepOutcome = async (
  objects: Pick<RunObjects, 'putJson'>,
  runId: string,
  attempt: number,
  { artifacts, ...outcome }: Outcome,
): Promise<void> => {
  await Promise.all([
    objects.putJson(outcomeKey(runId, attempt), outcome),
    objects.putJson(artifactsKey(runId, attempt), { items: artifacts }),
  ]);
};

/** Result, exception and warnings of an ended attempt; undefined when retention has removed them. */
export const readOutcome = (
  objects: Pick<RunObjects, 'readText'>,
  runId: string,
  attempt: number,
): Promise<KeptOutcome | undefined> =>
  readJson(objects, outcomeSchema, outcomeKey(runId, attempt), MAX_DOCUMENT_BYTES);

/** The artifacts of an ended attempt, in the order of its report. */
export const readArtifacts = async (
  objects: Pick<RunObjects, 'readText'>,
  runId: string,
  attempt: number,
): Promise<KeptArtifacts> =>
  (await readJson(objects, artifactsSchema, artifactsKey(runId, attempt), MAX_DOCUMENT_BYTES))?.items ?? [];
