import type * as z from 'zod';
import type { fileSchema } from './contract.ts';
import type { StoredFile } from './file.ts';

/** A file as the API shows it. One that is being deleted is gone for everybody and never gets here. */
export const viewFile = (file: StoredFile): z.input<typeof fileSchema> => ({
  id: file.id,
  name: file.name,
  size: file.size,
  sha256: file.sha256,
  content_type: file.contentType,
  folder: file.folder ?? null,
  status: file.status === 'ready' ? 'ready' : 'uploading',
  owner: file.owner,
  created_at: file.createdAt,
  version: file.version,
});
