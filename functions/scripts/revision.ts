import type { Caller } from '../platform/permissions.ts';
import { defaultPolicy } from '../platform/run-policy.ts';
import type { Inspected } from './inspection.ts';
import { mergeLimits, type Script, type ScriptVersion, withCurrent } from './script.ts';
import type { Upload } from './upload.ts';

/** What an upload makes of a script: how the script is to be, and the version that holds the uploaded content. */
export interface Revision {
  readonly script: Script;
  readonly version: ScriptVersion;
  readonly published: boolean;
  /** What has to be written of the version: all of it, its settings, or nothing. */
  readonly write: 'added' | 'changed' | 'nothing';
}

/** An upload with what is known of it besides its fields. */
export interface Revising {
  readonly upload: Upload;
  readonly sha256: string;
  readonly inspected: Inspected;
  readonly caller: Caller;
  /** ISO 8601. */
  readonly now: string;
}

const MAX_DESCRIPTION = 2000;

const newVersion = (given: Revising, n: number, limits: ScriptVersion['limits']): ScriptVersion => ({
  name: given.upload.name,
  n,
  sha256: given.sha256,
  size: given.upload.source.byteLength,
  fileName: given.upload.fileName,
  summary: given.inspected.summary,
  description: given.inspected.description,
  changelog: given.upload.changelog,
  parameters: given.inspected.parameters,
  limits,
  createdBy: given.caller.username,
  createdAt: given.now,
});

/** A new script; its first version is the current one at once, whatever `publish` says: there is no other to run. */
export const firstRevision = (given: Revising): Revision => {
  const { upload, inspected, caller, now } = given;
  const version = newVersion(given, 1, mergeLimits(upload.limits, undefined));
  const script: Script = {
    name: upload.name,
    description: upload.description ?? inspected.description.slice(0, MAX_DESCRIPTION).toWellFormed(),
    summary: version.summary,
    category: upload.category,
    tags: upload.tags ?? [],
    ownerId: caller.userId,
    owner: caller.username,
    department: caller.department,
    currentVersion: 1,
    latestVersion: 1,
    parameters: version.parameters,
    limits: version.limits,
    policy: defaultPolicy,
    archived: false,
    visibility: 'everyone',
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  return { script, version, published: true, write: 'added' };
};

/** The script with the texts that came along. */
const described = (script: Script, upload: Upload): Script => ({
  ...script,
  description: upload.description ?? script.description,
  category: upload.category ?? script.category,
  tags: upload.tags ?? script.tags,
});

const changesTexts = (upload: Upload): boolean =>
  upload.description !== undefined || upload.category !== undefined || upload.tags !== undefined;

/**
 * New content of a script that exists: its next version, with the limits of the current one where none are given.
 * Publishing takes an archived script up again; uploading with `publish=false` leaves it archived.
 */
export const nextRevision = (script: Script, given: Revising): Revision => {
  const version = newVersion(
    given,
    script.latestVersion + 1,
    mergeLimits(given.upload.limits, script.limits),
  );
  const counted = { ...described(script, given.upload), latestVersion: version.n };
  return {
    script: given.upload.publish
      ? withCurrent(counted, version, given.now)
      : { ...counted, version: script.version + 1, updatedAt: given.now },
    version,
    published: given.upload.publish,
    write: 'added',
  };
};

/**
 * Content that the script has already, as the version `known`: no new version. Publishing makes that one the current
 * one (somebody who uploads a content expects it to run), and settings that came along are taken over.
 */
export const sameRevision = (script: Script, known: ScriptVersion, given: Revising): Revision => {
  const { upload, now } = given;
  const version =
    upload.limits === undefined ? known : { ...known, limits: mergeLimits(upload.limits, known.limits) };
  const current = upload.publish || script.currentVersion === known.n;
  const moves = upload.publish && (script.currentVersion !== known.n || script.archived);
  const write = version === known ? 'nothing' : 'changed';
  if (!moves && write === 'nothing' && !changesTexts(upload))
    return { script, version, published: current, write };
  const revised = described(script, upload);
  const archived = upload.publish ? false : script.archived;
  return {
    script: current
      ? { ...withCurrent(revised, version, now), archived }
      : { ...revised, version: script.version + 1, updatedAt: now },
    version,
    published: current,
    write,
  };
};
