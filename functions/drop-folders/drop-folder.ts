import * as z from 'zod';
import { type Caller, may } from '../platform/permissions.ts';
import { deadlineSchema, memberSchema, strayActions } from './contract.ts';

/** A drop folder as it is kept. */
export const dropFolderRow = z
  .object({
    id: z.string(),
    name: z.string(),
    script: z.string(),
    /** Undefined: the current one at the time of the run. */
    scriptVersion: z.int().optional(),
    parameters: z.record(z.string(), z.unknown()).readonly(),
    members: z.array(memberSchema).readonly(),
    groupBy: z.array(z.string()).readonly().nullable(),
    quietSeconds: z.int(),
    deadline: deadlineSchema.nullable(),
    onStray: z.enum(strayActions),
    enabled: z.boolean(),
    ownerId: z.string(),
    /** The owner's user name, which never changes; runs start in their name, with the roles they have then. */
    owner: z.string(),
    /** Counts changes; a change that was decided on an older count is a conflict. */
    version: z.int(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();
export type DropFolder = z.output<typeof dropFolderRow>;

/** One's own drop folders, or everybody's with the wider permission. */
export const maySee = (caller: Caller, folder: Pick<DropFolder, 'ownerId'>): boolean =>
  folder.ownerId === caller.userId || may(caller, 'triggers.read.all');

export const mayManage = (caller: Caller, folder: Pick<DropFolder, 'ownerId'>): boolean =>
  folder.ownerId === caller.userId || may(caller, 'triggers.manage.all');
