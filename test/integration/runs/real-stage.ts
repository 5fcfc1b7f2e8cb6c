import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateBucketCommand, PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { ReadyFile } from '../../../functions/files/index.ts';
import { makeApi } from '../../../functions/platform/api.ts';
import { makeCursors } from '../../../functions/platform/cursor.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import { openS3 } from '../../../functions/platform/s3.ts';
import { makeQueueStore } from '../../../functions/runs/admission/queue-store.ts';
import { runsRoutes } from '../../../functions/runs/contract.ts';
import { makeFinalizeByReport, makeFinalizeByWorkflow } from '../../../functions/runs/finalize-by-event.ts';
import { makeFinalizeRun } from '../../../functions/runs/finalize-run.ts';
import { makeRunObjects } from '../../../functions/runs/objects.ts';
import { makeRunsOperations } from '../../../functions/runs/operations.ts';
import { makePrepareRun } from '../../../functions/runs/prepare-run.ts';
import { makeRecordProgress } from '../../../functions/runs/record-progress.ts';
import { makeSignDownload, makeSignRead } from '../../../functions/runs/sign-download.ts';
import { makeSigner } from '../../../functions/runs/signer.ts';
import { makeStopTasks } from '../../../functions/runs/stop-tasks.ts';
import { makeRunStore } from '../../../functions/runs/store.ts';
import { type EventOptions, httpEvent, send } from '../../unit/platform/http-events.ts';
import { makeCloud } from '../../unit/runs/stage/cloud.ts';
import { fileId, versionOf } from '../../unit/runs/stage/files-and-scripts.ts';
import { fang } from '../../unit/runs/stage/people.ts';
import { startEmulator } from '../emulator/start-emulator.ts';
import { makeTable } from './make-table.ts';
import { putReadyFile } from './put-ready-file.ts';

const root = join(import.meta.dirname, '../../..');
const sha256Of = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

/** Runs over the emulator's table and buckets and the real runner in its sandbox; the state machine is played by the test. */
export const openRealStage = async () => {
  const emulator = await startEmulator();
  const table = await makeTable(emulator);
  const { accessKeyId, secretAccessKey } = emulator.config.credentials;
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey });
  const s3 = openS3({ AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: emulator.access.endpoint });
  for (const Bucket of ['files', 'artifacts']) await s3.send(new CreateBucketCommand({ Bucket }));
  const versioning = { Bucket: 'files', VersioningConfiguration: { Status: 'Enabled' as const } };
  await s3.send(new PutBucketVersioningCommand(versioning));

  const put = async (key: string, body: Buffer) => {
    const { VersionId = '' } = await s3.send(new PutObjectCommand({ Bucket: 'files', Key: key, Body: body }));
    return { size: body.byteLength, sha256: sha256Of(body), bucket: 'files', key, version_id: VersionId };
  };
  const files = new Map<string, ReadyFile>();
  const versions = new Map<string, ReturnType<typeof versionOf>>();
  const cloud = makeCloud();
  const lines: string[] = [];
  const log = makeLog('test', (line) => lines.push(line));
  const shared = {
    store: makeRunStore(table),
    queue: makeQueueStore(table),
    objects: makeRunObjects(s3, 'artifacts'),
    workflow: cloud.workflow,
    tasks: cloud.tasks,
    now: Date.now,
    sleep,
    log,
  };
  const finalizeRun = makeFinalizeRun({ ...shared, random: Math.random });
  const api = makeApi(
    runsRoutes,
    makeRunsOperations({
      ...shared,
      findRunnableVersion: async (name) => versions.get(name) ?? versionOf(name),
      findOwnReadyFiles: async (_, ids) => ids.flatMap((id) => files.get(id) ?? []),
      signDownload: makeSignDownload(s3, 'artifacts'),
      signRead: makeSignRead(s3, 'artifacts'),
      maskDownload: async () => undefined,
      cursors: makeCursors(async () => 'a secret of the tests'),
    }),
    { authenticate: async () => fang, defaultLanguage: 'en', now: Date.now, log },
  );
  const workDir = await mkdtemp(join(tmpdir(), 'openscript-task-'));
  const tasks = new Set<ChildProcess>();

  return {
    store: shared.store,
    log: lines,
    table,
    call: (method: string, path: string, options: EventOptions = {}) =>
      send(api, httpEvent(method, path, options)),
    addScript: async (
      name: string,
      source: string,
      ...parameters: Parameters<typeof versionOf> extends [string, ...infer Rest] ? Rest : never
    ) => {
      const { version_id, ...object } = await put(`scripts/${name}.py`, Buffer.from(source));
      versions.set(name, { ...versionOf(name, ...parameters), ...object });
    },
    addFile: async (n: number, name: string, body: Buffer): Promise<string> => {
      const id = fileId(n);
      await putReadyFile(table, id);
      files.set(id, { id, name, ...(await put(`files/${id}`, body)) });
      return id;
    },
    prepare: makePrepareRun({
      ...shared,
      signer: makeSigner(s3),
      artifactsBucket: 'artifacts',
      timeZone: 'Asia/Shanghai',
    }),
    finalize: makeFinalizeByWorkflow({ finalizeRun, now: Date.now }),
    onReport: makeFinalizeByReport({ finalizeRun, log }),
    onProgress: makeRecordProgress({ ...shared, stopTasks: makeStopTasks(shared) }),
    /** Starts the runner as the agent does; `ended` settles when its process is gone. */
    startTask: (manifestUrl: string) => {
      const child = spawn(join(root, '.venv/bin/python'), ['-m', 'runner'], {
        cwd: join(root, 'container'),
        env: {
          OPENSCRIPT_MANIFEST_URL: manifestUrl,
          OPENSCRIPT_LAUNCHER: 'bwrap',
          OPENSCRIPT_WORK_DIR: workDir,
          OPENSCRIPT_SLOT: '7',
          PATH: '/usr/bin:/bin',
        },
        stdio: 'ignore',
      });
      tasks.add(child);
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
      return { child, ended };
    },
    close: async () => {
      for (const child of tasks) child.kill('SIGTERM');
      await emulator.stop();
      await rm(workDir, { recursive: true, force: true });
    },
  };
};

export type RealStage = Awaited<ReturnType<typeof openRealStage>>;
