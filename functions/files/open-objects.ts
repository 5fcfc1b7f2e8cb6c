import { openPublicS3, openS3, type S3Location } from '../platform/s3.ts';
import { makeObjectStore, type ObjectStore } from './object-store.ts';

/** The stage's files bucket, reached with the function's own role. */
export const openObjectStore = (config: S3Location & { readonly FILES_BUCKET: string }): ObjectStore =>
  makeObjectStore(openS3(config), openPublicS3(config), config.FILES_BUCKET);
