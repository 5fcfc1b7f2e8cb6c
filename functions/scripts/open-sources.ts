import { openS3, type S3Location } from '../platform/s3.ts';
import { makeSourceStore, type SourceStore } from './source-store.ts';

/** Where the stage keeps sources, reached with the function's own role. */
export const openSourceStore = (config: S3Location & { readonly FILES_BUCKET: string }): SourceStore =>
  makeSourceStore(openS3(config), config.FILES_BUCKET);
