import type * as z from 'zod';
import type { Route } from '../../functions/platform/route.ts';

/** An example of each JSON body, by operation. Every one is parsed by its schema when the document is made. */
const examples: Readonly<Record<string, unknown>> = {
  initAdministrator: { username: 'administrator', password: 'a long enough password' },
  registerUser: { username: 'wang.fang', password: 'a long enough password', email: 'wang.fang@example.com' },
  exchangeBridgeCode: {
    grant_type: 'authorization_code',
    code: '9f86d081884c7d65…',
    redirect_uri: 'https://openscript.auth.us-east-1.amazoncognito.com/oauth2/idpresponse',
    client_id: 'user-pool',
    client_secret: '…',
  },
  linkIdentity: { provider: 'corp', subject: '248289761001' },
  login: { username: 'wang.fang', password: 'a long enough password' },
  answerChallenge: { session: 'AYABe…', username: 'wang.fang', new_password: 'another long password' },
  refreshTokens: { refresh_token: '0f3c….7d1e….eyJj…' },
  logout: {},
  pinRun: { pinned: true },
  changePassword: { old_password: 'a long enough password', new_password: 'another long password' },
  uploadScript: {
    file_name: 'count_rows.py',
    source: 'from pathlib import Path\n\n\ndef main(book: Path):\n    return {"message": book.name}\n',
    category: 'finance',
    tags: ['excel'],
    changelog: 'first version',
  },
  inspectScript: {
    file_name: 'hello.py',
    source: 'def main(name: str = "world"):\n    return {"message": name}\n',
  },
  updateScript: {
    version: 3,
    description: 'Merges the workbooks of all offices',
    limits: { memory_mb: 4096 },
  },
  publishVersion: { version: 3 },
  createFile: {
    name: '北京 office.xlsx',
    size: 5_242_880,
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  },
  completeFile: {},
  createSchedule: {
    name: 'month-end closing',
    script: 'close_month',
    parameters: { month: '{{ tick.date | minus_months: 1 | format: "YYYY-MM" }}' },
    expression: '0 18 * * *',
    time_zone: 'Asia/Shanghai',
    calendar: { name: 'china', on: 'last_business_day' },
  },
  updateSchedule: { version: 1, expression: '30 8 * * 1-5' },
  pauseSchedule: {},
  resumeSchedule: {},
  triggerSchedule: {},
  backfillSchedule: { from: '2026-11-01', to: '2026-11-03', concurrency: 2 },
  putCalendar: { holidays: ['2026-10-01'], workdays: ['2026-10-10'] },
  startRun: {
    script: 'merge_offices',
    parameters: { workbooks: ['file_01JDA2B3C4D5E6F7G8H9JKMNPQ'], month: '2026-10' },
  },
  executeScript: { parameters: { name: 'world' } },
  cancelRun: {},
  retryRun: {},
  changeQueueLimits: { version: 1, platform: 40, per_user: 10 },
  createWebhook: {
    name: 'Orders of the shop',
    script: 'merge_offices',
    parameters: { month: '2026-10' },
    mapping: [{ parameter: 'office', path: '/order/office', required: true }],
    file_mapping: [{ parameter: 'workbooks', path: '/order/files' }],
    allowed_hosts: ['files.example.com'],
  },
  changeWebhook: { version: 3, enabled: false },
  rotateWebhook: { version: 3, grace_seconds: 86_400 },
  testWebhook: { payload: { order: { office: 'Beijing', files: [] } } },
  receiveDelivery: { order: { office: 'Beijing', files: ['https://files.example.com/beijing.xlsx'] } },
  createDropFolder: {
    name: 'month-end',
    script: 'reconcile',
    parameters: { month: '{{ set.month }}' },
    members: [
      { parameter: 'bank', pattern: 'bank_(?<month>\\d{6})\\.csv' },
      { parameter: 'ledger', pattern: 'ledger_\\k<month>\\.xlsx' },
      { parameter: 'rates', pattern: 'rates_\\k<month>\\.csv' },
    ],
    quiet_seconds: 60,
    deadline: { time: '18:00', time_zone: 'Asia/Shanghai', day: 3 },
  },
  updateDropFolder: { version: 1, enabled: false },
  runDropSet: {},
  discardDropSet: {},
  releaseStray: { path: 'bank_202605.csv' },
  createDropUpload: {
    name: 'bank_202605.csv',
    size: 48_213,
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  },
};

/** The example of a route's JSON body. Throws when there is none, or when it is not valid itself. */
export const exampleOf = (route: Route, schema: z.ZodType): unknown => {
  const example = examples[route.operation];
  const parsed = schema.safeParse(example);
  if (!parsed.success)
    throw new Error(`the example of ${route.operation} is missing or not valid: ${parsed.error.message}`);
  return example;
};
