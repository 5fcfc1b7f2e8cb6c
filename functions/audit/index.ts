/** What the command line tool may use of the audit log. */
export { type ArchiveCopy, verifyArchive } from './verify-archive.ts';
