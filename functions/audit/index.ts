/** What the command line tool may use of the audit log. */
export { type ArchiveCopy, type Verified, verifyArchive } from './verify-archive.ts';
