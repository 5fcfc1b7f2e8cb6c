/**
 * What is to be done with one thing by its routes: `see` needs to know of it; the others may change it or set it off. A route
 * with an id in its path that is not here fails the matrix.
 */
export type Deed = 'see' | 'run' | 'edit' | 'manage' | 'own';

/** Kinds of things with a route, and what stands for their id in paths. */
export type Kind = 'script' | 'file' | 'run' | 'schedule' | 'drop_folder' | 'webhook';

export interface Guarded {
  readonly kind: Kind;
  readonly deed: Deed;
}

const of = (kind: Kind, deed: Deed, ...operations: readonly string[]) =>
  operations.map((operation): readonly [string, Guarded] => [operation, { kind, deed }]);

/** Every operation on one thing that somebody owns. */
export const guarded: ReadonlyMap<string, Guarded> = new Map([
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
]);

/** Routes with an id of something that nobody owns: their permission alone decides, or another test holds them. */
export const unowned: ReadonlySet<string> = new Set([
  'showCalendar',
  'putCalendar',
  'deleteCalendar',
  'receiveDelivery',
]);

/** Domains whose routes are about people and rules: their permission alone decides. */
export const unownedDomains: ReadonlySet<string> = new Set([
  'directory',
  'identity',
  'permissions',
  'audit',
  'federation',
  'im-bridge',
  'mail',
]);

/** Who tries: all are operators and authors unless said otherwise. */
export const people = [
  'owner',
  'same_department',
  'other_department',
  'lead', // a custom role: an operator for the department and those below
  'manager',
  'auditor',
  'admin',
  'operator',
  'disabled',
  'nobody',
] as const;
export type Who = (typeof people)[number];

/** `through`: the thing is found and the deed not refused. The numbers are the HTTP statuses of refusals. */
export type Outcome = 'through' | 401 | 403 | 404;

const changes = (deed: Deed): boolean => deed !== 'see';
const trigger = (kind: Kind): boolean => kind === 'schedule' || kind === 'drop_folder' || kind === 'webhook';

/** What must come of it, as declared in docs/permissions.md. `access`: the route's permission. */
export const expected = ({ kind, deed }: Guarded, access: string, who: Who): Outcome => {
  if (who === 'nobody' || who === 'disabled') return 401;
  if (who === 'auditor') {
    // Reads everything, changes nothing: routes that change ask for a permission that auditors have not.
    return /\.(read)(\.all)?$/.test(access) ? 'through' : 403;
  }
  const uploads = access !== 'scripts.upload' || (who !== 'operator' && who !== 'lead');
  if (!uploads) return 403;
  if (who === 'owner') return 'through';
  if (kind === 'script') {
    if (who === 'manager' || who === 'admin') return 'through';
    return deed === 'edit' || deed === 'manage' ? 403 : 'through';
  }
  if (kind === 'file') {
    if (who === 'admin') return deed === 'own' ? 403 : 'through';
    if (who === 'lead') return deed === 'own' ? 403 : 'through';
    return 404;
  }
  if (who === 'admin' || who === 'manager' || who === 'lead') return 'through';
  return changes(deed) || trigger(kind) || kind === 'run' ? 404 : 'through';
};
