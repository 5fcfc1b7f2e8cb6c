import * as z from 'zod';
import type { Thing } from '../platform/thing.ts';
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
    /** The department its owner was in when it was made. */
    department: z.string().nullable().default(null),
    /** Counts changes; a change that was decided on an older count is a conflict. */
    version: z.int(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .readonly();
export type DropFolder = z.output<typeof dropFolderRow>;

/** The drop folder as decisions know it. */
export const thingOfFolder = ({ id, ownerId, department, script }: DropFolder): Thing => ({
  type: 'drop_folder',
  id,
  ownerId,
  department,
  script,
});
