import { S3Client } from '@aws-sdk/client-s3';

/** Where S3 answers. */
export interface S3Location {
  readonly AWS_REGION: string;
  /** Present on one machine only: the emulator, which has one host name for all buckets. */
  readonly AWS_ENDPOINT_URL?: string | undefined;
  /** Where browsers reach S3; empty: S3 itself. */
  readonly PUBLIC_S3_ENDPOINT?: string | undefined;
}

// WHEN_REQUIRED: else the SDK signs a CRC-32 of an empty body into every presigned PUT.
const checksums = {
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
} as const;

/** The client that the functions themselves use, and with which they sign URLs for other functions and tasks. */
export const openS3 = (location: S3Location): S3Client =>
  new S3Client({
    ...checksums,
    region: location.AWS_REGION,
    forcePathStyle: location.AWS_ENDPOINT_URL !== undefined,
    ...(location.AWS_ENDPOINT_URL === undefined ? {} : { endpoint: location.AWS_ENDPOINT_URL }),
  });

/** The client that signs URLs for people: a signature holds for one host name only. */
export const openPublicS3 = (location: S3Location): S3Client =>
  location.PUBLIC_S3_ENDPOINT === undefined || location.PUBLIC_S3_ENDPOINT === ''
    ? openS3(location)
    : openS3({ ...location, AWS_ENDPOINT_URL: location.PUBLIC_S3_ENDPOINT });

/** `CopySource` of one version of an object: the key percent-encoded but for its slashes. */
export const copySource = (bucket: string, key: string, versionId: string): string =>
  `${bucket}/${key.split('/').map(encodeURIComponent).join('/')}?versionId=${encodeURIComponent(versionId)}`;
