import type { BuildOptions } from 'esbuild';

/**
 * How every Lambda function of TypeScript is bundled. One object for the deployed bundles, the benchmark of their
 * size and load time, and the tests.
 *
 * - The AWS SDK is inside the bundle: its version is then the one in the lockfile (the runtime's moves by itself),
 *   it loads faster from minified files than from the runtime's folders, and the emulator has none to offer.
 * - Credentials come from the environment alone, without the SDK's chain of providers: 100 kB less a bundle. The two
 *   other stand-ins take out what a function never does: see their files.
 * - Source maps are off: a stack trace names the function, and a map of the SDK costs 3 MB a bundle.
 */
export const bundling = {
  bundle: true,
  minify: true,
  keepNames: false,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'],
  conditions: ['module'],
  alias: {
    '@aws-sdk/credential-provider-node': './functions/platform/stand-ins/lambda-credentials.ts',
    bowser: './functions/platform/stand-ins/no-browser.ts',
    jsonschema: './functions/platform/stand-ins/tested-models.ts',
  },
  charset: 'utf8',
  legalComments: 'none',
  sourcemap: false,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** The Node functions: construct id = name, and the file that exports `handler`. */
export const nodeEntries = {
  IdentityApi: 'functions/identity/api.ts',
  DirectoryApi: 'functions/directory/api.ts',
  SweepDirectory: 'functions/directory/on-sweep.ts',
  PermissionsApi: 'functions/permissions/api.ts',
  FederationApi: 'functions/federation/api.ts',
  ImBridgeApi: 'functions/im-bridge/api.ts',
  ScriptsApi: 'functions/scripts/api.ts',
  FilesApi: 'functions/files/api.ts',
  RunsApi: 'functions/runs/api.ts',
  QueueApi: 'functions/queue/api.ts',
  WebhooksApi: 'functions/webhooks/api.ts',
  AuditApi: 'functions/audit/api.ts',
  SystemApi: 'functions/system/api.ts',
  PrepareRun: 'functions/runs/on-prepare.ts',
  FinalizeRun: 'functions/runs/on-finalize.ts',
  OnProgress: 'functions/runs/on-progress.ts',
  OnReport: 'functions/runs/on-report.ts',
  OnTaskStopped: 'functions/runs/on-task-stopped.ts',
  ExpireRuns: 'functions/runs/on-expire.ts',
  OnRunChanged: 'functions/runs/on-run-changed.ts',
  SweepRuns: 'functions/runs/on-sweep.ts',
  FinishDeliveries: 'functions/webhooks/on-finish-deliveries.ts',
  SweepFiles: 'functions/files/on-sweep.ts',
  DropFoldersApi: 'functions/drop-folders/api.ts',
  OnDropped: 'functions/drop-folders/on-dropped.ts',
  SweepDrops: 'functions/drop-folders/on-sweep.ts',
  SchedulesApi: 'functions/schedules/api.ts',
  OnHeartbeat: 'functions/schedules/on-heartbeat.ts',
  OnScheduleWork: 'functions/schedules/on-schedule-work.ts',
  OnRunEnded: 'functions/schedules/on-run-ended.ts',
  OnAuditEvent: 'functions/audit/on-audit-event.ts',
  OnDigest: 'functions/audit/on-digest.ts',
} as const;

export type NodeEntry = keyof typeof nodeEntries;
