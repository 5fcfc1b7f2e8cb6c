import * as z from 'zod';
import { strayReasons } from './contract.ts';

/** A file that belongs to no set, as it is kept. */
export const strayRow = z
  .object({
    id: z.string(),
    folderId: z.string(),
    folderName: z.string(),
    path: z.string(),
    size: z.int(),
    code: z.enum(strayReasons),
    reason: z.object({ en: z.string(), 'zh-CN': z.string() }),
    /** Where it is: in the folder, or in quarantine. */
    key: z.string(),
    versionId: z.string(),
    /** Where it is to be moved; null: it stays, or has been moved. */
    moveTo: z.string().nullable(),
    arrivedAt: z.string(),
  })
  .readonly();
export type Stray = z.output<typeof strayRow>;
