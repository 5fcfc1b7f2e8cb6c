import type { Manifest } from '../../events/runner/manifest.ts';
import { MAX_REPORT_BYTES } from '../../events/runner/report.ts';
import type { Prepared, PrepareInput } from '../../events/workflow/run-workflow.ts';
import type { Log } from '../platform/log.ts';
import { changeRun } from './change-run.ts';
import { fargateSize } from './fargate-size.ts';
import { beginAttempt, confirmCancelled } from './moves.ts';
import { attemptPrefix, manifestKey } from './object-keys.ts';
import type { RunObjects } from './objects.ts';
import { executionName, openAttempt, type Run } from './run.ts';
import type { RunInputs } from './run-inputs.ts';
import type { Signer } from './signer.ts';
import type { RunStore } from './store.ts';
import { COLLECT_SECONDS, MANIFEST_SECONDS, START_SECONDS } from './time-limits.ts';

export interface PrepareDependencies {
  readonly store: Pick<RunStore, 'find' | 'findInputs' | 'replace'>;
  readonly objects: Pick<RunObjects, 'putJson' | 'remove'>;
  readonly signer: Signer;
  readonly artifactsBucket: string;
  readonly timeZone: string;
  readonly now: () => number;
  readonly log: Log;
}

/** The report of a run with many artifacts may be larger than the largest file of a small run. */
const MIN_UPLOAD_BYTES = MAX_REPORT_BYTES;
const MEBIBYTE = 1024 * 1024;

const writeManifest = async (
  run: Run,
  attempt: number,
  inputs: RunInputs,
  { objects, signer, artifactsBucket, timeZone, now }: PrepareDependencies,
): Promise<void> => {
  const { script, limits } = inputs;
  const prefix = attemptPrefix(run.id, attempt);
  const files = Object.entries(inputs.files).flatMap(([parameter, list]) =>
    list.map((file) => ({ parameter, file })),
  );
  const signInput = async ({ parameter, file }: (typeof files)[number]) => ({
    parameter,
    file_id: file.id,
    name: file.name,
    size: file.size,
    sha256: file.sha256,
    url: await signer.get({ bucket: file.bucket, key: file.key, versionId: file.version_id }, START_SECONDS),
  });
  const document: Manifest = {
    format: 1,
    run_id: run.id,
    attempt,
    created_at: new Date(now()).toISOString(),
    script: {
      name: run.script,
      version: run.version,
      file_name: script.file_name,
      sha256: script.sha256,
      size: script.size,
      url: await signer.get({ bucket: script.bucket, key: script.key }, START_SECONDS),
    },
    parameters: inputs.parameters,
    inputs: await Promise.all(files.map(signInput)),
    limits,
    time_zone: timeZone,
    upload: {
      ...(await signer.post(
        artifactsBucket,
        prefix,
        Math.max(MIN_UPLOAD_BYTES, limits.file_mb * MEBIBYTE),
        START_SECONDS + limits.timeout_seconds + COLLECT_SECONDS,
      )),
      key_prefix: prefix,
    },
  };
  await objects.putJson(manifestKey(run.id, attempt), document);
};

/**
 * The workflow's first state: opens an attempt and writes its manifest. Answers `start: false` for a run that is
 * cancelled, or that this execution has nothing to do with any more. Safe to be delivered twice.
 */
export const makePrepareRun = (deps: PrepareDependencies) => {
  const { store, objects, signer, now, log } = deps;
  return async ({ run_id, execution }: PrepareInput): Promise<Prepared> => {
    const instant = () => new Date(now()).toISOString();
    const nothing: Prepared = { start: false };
    const begun = await changeRun(store, run_id, (run) =>
      beginAttempt(run, execution ?? executionName(run), instant()),
    );
    const attempt = begun === undefined ? undefined : openAttempt(begun.after);
    const mine =
      begun?.after.status === 'starting' && attempt?.execution === (execution ?? executionName(begun.after));
    const inputs = mine ? await store.findInputs(run_id) : undefined;
    if (begun === undefined || attempt === undefined || inputs === undefined) {
      log.info('nothing to prepare', { run_id, execution, status: begun?.after.status });
      return nothing;
    }
    await writeManifest(begun.after, attempt.attempt, inputs, deps);
    // Whoever cancelled before the manifest was there could not remove it; no task has seen it yet.
    const ended = await changeRun(store, run_id, (run) => confirmCancelled(run, instant()));
    if (ended?.after.status !== 'starting') {
      await objects.remove(manifestKey(run_id, attempt.attempt));
      return nothing;
    }
    return {
      start: true,
      execution: attempt.execution,
      attempt: attempt.attempt,
      manifest_url: await signer.get(
        { bucket: deps.artifactsBucket, key: manifestKey(run_id, attempt.attempt) },
        MANIFEST_SECONDS,
      ),
      ...fargateSize(inputs.limits),
      task_timeout_seconds: START_SECONDS + inputs.limits.timeout_seconds + COLLECT_SECONDS,
    };
  };
};
