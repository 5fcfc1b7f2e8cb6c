import { SQSClient } from '@aws-sdk/client-sqs';
import { openPublicS3, openS3, type S3Location } from '../platform/s3.ts';
import { type DropObjects, makeDropObjects } from './drop-objects.ts';
import { makeSendMessages, type SendMessages } from './drop-queue.ts';

/** The stage's files bucket, reached with the function's own role. */
export const openDropObjects = (config: S3Location & { readonly FILES_BUCKET: string }): DropObjects =>
  makeDropObjects(openS3(config), openPublicS3(config), config.FILES_BUCKET);

/** The stage's queue of drops. */
export const openDropQueue = (config: { readonly DROP_QUEUE_URL: string }): SendMessages =>
  makeSendMessages(new SQSClient({}), config.DROP_QUEUE_URL);
