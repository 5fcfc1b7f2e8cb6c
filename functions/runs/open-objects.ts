import { openPublicS3, openS3, type S3Location } from '../platform/s3.ts';
import type { SignDownload, SignRead } from './download-artifact.ts';
import { makeRunObjects, type RunObjects } from './objects.ts';
import { makeSignDownload, makeSignRead } from './sign-download.ts';

type Config = S3Location & { readonly ARTIFACTS_BUCKET: string };

/** The stage's artifacts bucket, reached with the function's own role. */
export const openRunObjects = (config: Config): RunObjects =>
  makeRunObjects(openS3(config), config.ARTIFACTS_BUCKET);

/** Signs downloads from it for the host name browsers use. */
export const openSignDownload = (config: Config): SignDownload =>
  makeSignDownload(openPublicS3(config), config.ARTIFACTS_BUCKET);

/** Signs reads from it for other functions. */
export const openSignRead = (config: Config): SignRead =>
  makeSignRead(openS3(config), config.ARTIFACTS_BUCKET);
