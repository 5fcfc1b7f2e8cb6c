import type * as z from 'zod';
import type { Route } from '../../functions/platform/route.ts';

/** An example of each JSON body, by operation. Every one is parsed by its schema when the document is made. */
const examples: Readonly<Record<string, unknown>> = {
  initAdministrator: { username: 'administrator', password: 'a long enough password' },
  registerUser: { username: 'wang.fang', password: 'a long enough password', email: 'wang.fang@example.com' },
  login: { username: 'wang.fang', password: 'a long enough password' },
  answerChallenge: { session: 'AYABe…', username: 'wang.fang', new_password: 'another long password' },
  refreshTokens: { refresh_token: '0f3c….7d1e….b2Jk….eyJj…' },
  logout: {},
  activateUser: { registration: 'kJ3v…', code: '48213907' },
  forgotPassword: { username: 'wang.fang' },
  resetForgottenPassword: { username: 'wang.fang', code: '48213907', new_password: 'another long password' },
  stepUp: { code: '482139' },
  bindMfa: {},
  verifyMfa: { code: '482139' },
  unbindMfa: { password: 'a long enough password', code: '482139' },
  renewRecoveryCodes: {},
  resetUserMfa: {},
  endSession: {},
  endUserSessions: { user_id: '0f3c8a52-1c2d-4e5f-8a9b-0c1d2e3f4a5b' },
  pinRun: { pinned: true },
  changePassword: { old_password: 'a long enough password', new_password: 'another long password' },
  createUser: {
    username: 'li.na',
    display_name: '李娜',
    email: 'li.na@example.com',
    roles: ['operator'],
    department: 'dep_01JDA2B3C4D5E6F7G8H9JKMNPQ',
    invite: true,
  },
  changeUser: { version: 1, roles: ['operator', 'author'], groups: ['grp_01JDA2B3C4D5E6F7G8H9JKMNPQ'] },
  disableUser: {},
  enableUser: {},
  resetUserPassword: {},
  inviteUser: {},
  unlockUser: {},
  acceptInvitation: {
    code: '0f3c8a52-9d1e-4c55-8a10-5f0e2b7c9d11.Qm9Z…',
    password: 'a long enough password',
  },
  createDepartment: { name: 'Branch east', parent: 'dep_01JDA2B3C4D5E6F7G8H9JKMNPQ' },
  changeDepartment: { version: 1, parent: null },
  createGroup: { name: 'Month-end closing', description: 'Whoever closes the books' },
  changeGroup: { version: 1, name: 'Closing of the books' },
  addMember: {},
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
  explainDecision: {
    action: 'scripts.run',
    resource: { type: 'script', id: 'merge_offices' },
  },
  createRole: {
    name: 'east_lead',
    title: 'Lead of the east',
    inherits: ['operator'],
    permissions: ['scripts.upload'],
    data_scope: 'department_and_below',
  },
  updateRole: { version: 1, data_scope: 'department' },
  putPolicy: {
    title: 'Payroll is run by the finance department only',
    text: 'forbid (principal, action == Action::"scripts.run", resource == Script::"payroll") unless { principal in Department::"dep_01JDA2B3C4D5E6F7G8H9JKMNPQ" };',
  },
  createGrant: {
    resource: { type: 'script', id: 'merge_offices' },
    to: { type: 'user', username: 'li.na' },
    right: 'run',
    until: '2027-01-31T16:00:00.000Z',
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
