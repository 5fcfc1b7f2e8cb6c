import * as z from 'zod';
import { instant } from '../platform/page.ts';
import { departmentId, nameSchema } from './user-schema.ts';

/** Levels of the tree, the top one included. */
export const MAX_DEPTH = 10;
/** Departments in all: the tree is read as a whole. */
export const MAX_DEPARTMENTS = 5000;

const name = nameSchema(100);
const parent = departmentId.nullable().meta({ description: 'null: at the top' });

export const departmentSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    parent: z.string().nullable().meta({ description: 'null: at the top' }),
    ancestors: z.array(z.string()).meta({ description: 'ids from the top down to the parent' }),
    members_count: z.int().meta({ description: 'users in it, not counting those of departments below' }),
    version: z.int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'Department' });

export const departmentTreeSchema = z
  .object({
    items: z
      .array(departmentSchema)
      .meta({ description: 'each department before those below it; siblings by name' }),
  })
  .meta({ id: 'DepartmentTree' });

export const createDepartmentBody = z.strictObject({ name, parent: parent.default(null) });
export const changeDepartmentBody = z.strictObject({
  version: z.int().min(1),
  name: name.optional(),
  parent: parent.optional(),
});
