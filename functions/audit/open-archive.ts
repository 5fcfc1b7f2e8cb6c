import { openS3, type S3Location } from '../platform/s3.ts';
import { type Archive, makeArchive } from './archive.ts';

/** The stage's audit bucket, reached with the function's own role. */
export const openArchive = (config: S3Location & { readonly AUDIT_BUCKET: string }): Archive =>
  makeArchive(openS3(config), config.AUDIT_BUCKET);
