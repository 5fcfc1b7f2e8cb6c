import type { Permission, Role } from '../../functions/platform/permissions.ts';
import { roleTable } from '../unit/permissions/role-table.ts';

/**
 * What is to be done with one thing by its routes: `see` needs to know of it; the others may change it or set it off. A route
 * with an id in its path that is not here fails the matrix.
 */
export type Deed = 'see' | 'run' | 'edit' | 'manage' | 'own' | 'share';

/** Things that somebody owns. */
export type Owned = 'script' | 'file' | 'run' | 'schedule' | 'drop_folder' | 'webhook' | 'session' | 'grant';
/** People, places and rules: nobody owns them, a permission alone decides. */
export type Kept =
  | 'user'
  | 'any_session'
  | 'department'
  | 'group'
  | 'role'
  | 'policy'
  | 'column_mask'
  | 'calendar'
  | 'audit_event'
  | 'audit_object';
/** What is open to anyone: it must not matter who asks. */
export type Open = 'token' | 'provider' | 'messenger';
export type Kind = Owned | Kept | Open;

export type Guard =
  | { readonly kind: Owned; readonly deed: Deed }
  | { readonly kind: Kept; readonly needs: Permission }
  | { readonly kind: Open; readonly signedIn?: true };

const of = (kind: Owned, deed: Deed, ...operations: readonly string[]) =>
  operations.map((operation): readonly [string, Guard] => [operation, { kind, deed }]);
const kept = (kind: Kept, needs: Permission, ...operations: readonly string[]) =>
  operations.map((operation): readonly [string, Guard] => [operation, { kind, needs }]);
const open = (kind: Open, ...operations: readonly string[]) =>
  operations.map((operation): readonly [string, Guard] => [operation, { kind }]);

/** Open to anyone who is signed in, who does it to themselves. */
const openInside = (kind: Open, ...operations: readonly string[]) =>
  operations.map((operation): readonly [string, Guard] => [operation, { kind, signedIn: true }]);

/** Every operation with an id in its path. */
export const guarded: ReadonlyMap<string, Guard> = new Map([
  ...of('script', 'see', 'showScript', 'listVersions', 'showVersion', 'showSource', 'diffVersions'),
  ...of('script', 'run', 'executeScript'),
  ...of('script', 'edit', 'updateScript', 'publishVersion'),
  ...of('script', 'manage', 'archiveScript'),
  ...of('file', 'see', 'showFile', 'previewFile'),
  ...of('file', 'own', 'completeFile', 'updateFile', 'deleteFile'),
  ...of('run', 'see', 'showRun', 'readLogs', 'listArtifacts', 'downloadArtifact', 'readTable', 'retryRun'),
  ...of('run', 'edit', 'cancelRun', 'pinRun'),
  ...of('schedule', 'see', 'showSchedule', 'previewSchedule', 'listBackfills', 'listTicks'),
  ...of('schedule', 'edit', 'updateSchedule', 'pauseSchedule', 'resumeSchedule'),
  ...of('schedule', 'run', 'triggerSchedule', 'backfillSchedule'),
  ...of('schedule', 'manage', 'deleteSchedule'),
  ...of('drop_folder', 'see', 'showDropFolder', 'listDropSets', 'showDropSet', 'listStrays'),
  ...of('drop_folder', 'edit', 'updateDropFolder', 'discardDropSet', 'releaseStray', 'deleteStray'),
  ...of('drop_folder', 'run', 'runDropSet', 'createDropUpload'),
  ...of('drop_folder', 'manage', 'deleteDropFolder'),
  ...of('webhook', 'see', 'showWebhook', 'listDeliveries', 'showSigningExample'),
  ...of('webhook', 'edit', 'changeWebhook'),
  ...of('webhook', 'run', 'testWebhook'),
  ...of('webhook', 'manage', 'rotateWebhook', 'deleteWebhook'),
  ...of('session', 'own', 'endMySession'),
  ...of('grant', 'share', 'deleteGrant'),
  ...kept('user', 'users.read', 'showUser', 'listIdentities'),
  ...kept('user', 'users.manage', 'changeUser', 'disableUser', 'enableUser', 'resetUserPassword'),
  ...kept('user', 'users.manage', 'inviteUser', 'unlockUser', 'resetUserMfa'),
  ...kept('user', 'users.manage', 'linkIdentity', 'unlinkIdentity'),
  ...kept('any_session', 'sessions.manage', 'endSession'),
  ...kept('department', 'users.manage', 'changeDepartment', 'deleteDepartment'),
  ...kept('group', 'users.read', 'showGroup', 'listMembers'),
  ...kept('group', 'users.manage', 'changeGroup', 'deleteGroup', 'addMember', 'removeMember'),
  ...kept('role', 'permissions.read', 'showRole'),
  ...kept('role', 'permissions.manage', 'updateRole', 'deleteRole'),
  ...kept('policy', 'permissions.manage', 'putPolicy', 'deletePolicy'),
  ...kept('column_mask', 'permissions.manage', 'putColumnMask', 'deleteColumnMask'),
  ...kept('calendar', 'triggers.read', 'showCalendar'),
  ...kept('calendar', 'triggers.manage.all', 'putCalendar', 'deleteCalendar'),
  ...kept('audit_event', 'audit.read', 'showAuditEvent'),
  ...kept('audit_object', 'audit.read', 'readAuditObject'),
  ...open('token', 'receiveDelivery'),
  ...open('provider', 'startFederatedSignIn'),
  ...openInside('provider', 'startIdentityLink', 'unlinkOwnIdentity'),
  ...open('messenger', 'showBridgeMetadata', 'showBridgeKeys', 'startBridgeSignIn', 'finishBridgeSignIn'),
  ...open('messenger', 'exchangeBridgeCode', 'showBridgeUser'),
]);

/**
 * Where whoever may is answered 404 too: a second id in the path names something that is not there, or what the route needs
 * besides the thing (a second factor, an identity, an object of the archive) is missing.
 */
export const mayLack: ReadonlySet<string> = new Set(['resetUserMfa', 'readAuditObject']);

/** Who tries, and what they are; `lead` has a custom role: an operator for the department and those below. */
export const people = {
  same_department: ['operator', 'author'],
  other_department: ['operator', 'author'],
  lead: ['operator'],
  manager: ['manager'],
  auditor: ['auditor'],
  operator: ['operator'],
  author: ['author'],
  disabled: ['admin'],
  nobody: [],
  owner: ['operator', 'author'],
  admin: ['admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Who = keyof typeof people;

/** `through`: the thing is found and the deed not refused. `same`: as for everybody. The numbers are the HTTP statuses of refusals. */
export type Outcome = 'through' | 'same' | 401 | 403 | 404;

const triggers: readonly Kind[] = ['schedule', 'drop_folder', 'webhook'];

const onOwned = (kind: Owned, deed: Deed, access: string, who: Who): Outcome => {
  if (kind === 'session') return who === 'owner' ? 'through' : 404;
  if (kind === 'grant') {
    // It is on a schedule: who may see that one is told so, who may share it goes through.
    if (who === 'owner' || who === 'admin') return 'through';
    return who === 'manager' || who === 'lead' || who === 'auditor' ? 403 : 404;
  }
  // Auditors read everything and change nothing: routes that change ask for a permission that auditors have not.
  if (who === 'auditor') return /\.(read)(\.all)?$/.test(access) ? 'through' : 403;
  if (access === 'scripts.upload' && (who === 'operator' || who === 'lead')) return 403;
  if (who === 'owner') return 'through';
  if (kind === 'script') {
    if (who === 'manager' || who === 'admin') return 'through';
    return deed === 'edit' || deed === 'manage' ? 403 : 'through';
  }
  if (kind === 'file') {
    if (who === 'admin' || who === 'lead') return deed === 'own' ? 403 : 'through';
    return 404;
  }
  if (who === 'admin' || who === 'manager' || who === 'lead') return 'through';
  return deed !== 'see' || triggers.includes(kind) || kind === 'run' ? 404 : 'through';
};

/** What must come of it, as declared in docs/permissions.md. `access`: the route's permission. */
export const expected = (guard: Guard, access: string, who: Who): Outcome => {
  if ('deed' in guard || 'needs' in guard || guard.signedIn === true)
    if (who === 'nobody' || who === 'disabled') return 401;
  if ('deed' in guard) return onOwned(guard.kind, guard.deed, access, who);
  if (!('needs' in guard)) return 'same';
  return people[who].some((role) => roleTable[role].includes(guard.needs)) ? 'through' : 403;
};
