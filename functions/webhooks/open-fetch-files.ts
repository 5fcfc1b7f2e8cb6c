import { lookup } from 'node:dns/promises';
import { makeFindOwnReadyFiles, openImportStream } from '../files/index.ts';
import { openS3, type S3Location } from '../platform/s3.ts';
import type { Table } from '../platform/table.ts';
import { makeFetchFiles } from './fetch-files.ts';
import { makeFetchFile } from './fetching/fetch-file.ts';
import { isPublicAddress } from './fetching/public-address.ts';

/** What one attempt may take for all its files: less than its function's five minutes, in milliseconds. */
const FILES_LIMIT_MS = 4 * 60 * 1000;

/** Opens the fetching of files into the stage's bucket: names are resolved by the system, addresses are public ones only. */
export const openFetchFiles = (table: Table, config: S3Location & { readonly FILES_BUCKET: string }) =>
  makeFetchFiles({
    fetchFile: makeFetchFile({
      resolve: (host) => lookup(host, { all: true, verbatim: true }),
      isPublic: isPublicAddress,
    }),
    findOwnReadyFiles: makeFindOwnReadyFiles(table, config.FILES_BUCKET),
    importStream: openImportStream(table, openS3(config), config.FILES_BUCKET),
    limitMs: FILES_LIMIT_MS,
  });
