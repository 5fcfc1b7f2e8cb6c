import type { Thing } from '../platform/thing.ts';
import type { FileStatus } from './contract.ts';

/** A file that somebody announced, uploads or has uploaded. */
export interface StoredFile {
  readonly id: string;
  /** As the owner wrote it, any Unicode. */
  readonly name: string;
  /** Bytes, as announced; once ready, also as stored. */
  readonly size: number;
  /** Hexadecimal, as announced; once ready, also as stored. */
  readonly sha256: string;
  readonly contentType: string;
  readonly folder: string | undefined;
  readonly status: FileStatus | 'deleting';
  readonly ownerId: string;
  /** The owner's user name, which never changes. */
  readonly owner: string;
  /** The department its owner was in when it was announced. */
  readonly department: string | null;
  /** The object's version that is this file; pinned when the upload is completed. */
  readonly versionId: string | undefined;
  readonly createdAt: string;
  /** Counts its names and folders: 1 is what it was announced as. */
  readonly version: number;
  /** When the sweeper looks at it: an unfinished upload or an unfinished deletion; never for a file in use. */
  readonly sweepAt: string | undefined;
}

/** A folder by whose it is and what they call it: nothing else is kept of it. */
export const folderId = (owner: string, folder: string): string => `${owner}/${folder}`;

/** The file as decisions know it. */
export const thingOfFile = ({ id, ownerId, owner, department, folder }: StoredFile): Thing => ({
  type: 'file',
  id,
  ownerId,
  department,
  ...(folder === undefined ? {} : { folder: folderId(owner, folder) }),
});

/** The object's key; the id makes it unique, so a name of any Unicode never gets into it. */
export const objectKey = (file: Pick<StoredFile, 'ownerId' | 'id'>): string =>
  `files/${file.ownerId}/${file.id}`;

/** An upload that is not completed by then is swept, in milliseconds: a day. */
export const UNFINISHED_MS = 24 * 60 * 60 * 1000;

/** A deletion that is not finished by then is finished by the sweeper, in milliseconds. */
export const DELETION_MS = 10 * 60 * 1000;

/** The month of an instant, `2026-11`: everybody's files are listed month by month. */
export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

export const monthBefore = (month: string): string => monthOf(Date.parse(`${month}-01T00:00:00Z`) - 1);
