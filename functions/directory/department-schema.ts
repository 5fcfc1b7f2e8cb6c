import * as z from 'zod';
import { instant } from '../platform/page.ts';
import { routes } from '../platform/route.ts';
import { departmentId, nameSchema } from './user-schema.ts';

/** Levels of the tree, the top one included. */
export const MAX_DEPTH = 10;
/** Departments in all: the tree is read as a whole. */
export const MAX_DEPARTMENTS = 5000;

const name = nameSchema(100);
const parent = departmentId.nullable().meta({ description: 'null: at the top' });

const departmentSchema = z
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

const departmentTreeSchema = z
  .object({
    items: z
      .array(departmentSchema)
      .meta({ description: 'each department before those below it; siblings by name' }),
  })
  .meta({ id: 'DepartmentTree' });

const createDepartmentBody = z.strictObject({ name, parent: parent.default(null) });
const changeDepartmentBody = z.strictObject({
  version: z.int().min(1),
  name: name.optional(),
  parent: parent.optional(),
});

const aDepartment = z.object({ id: departmentId });

/** The tree of departments. */
export const departmentRoutes = routes([
  {
    operation: 'listDepartments',
    method: 'GET',
    path: '/departments',
    access: 'users.read',
    summary: 'The tree of departments',
    reply: departmentTreeSchema,
    status: [200],
  },
  {
    operation: 'createDepartment',
    method: 'POST',
    path: '/departments',
    access: 'users.manage',
    summary: 'Add a department',
    description: `At most ${MAX_DEPTH} levels and ${MAX_DEPARTMENTS} departments; siblings have different names (40901).`,
    body: createDepartmentBody,
    reply: departmentSchema,
    status: [201],
    errors: [40901],
    idempotent: true,
  },
  {
    operation: 'changeDepartment',
    method: 'PATCH',
    path: '/departments/{id}',
    access: 'users.manage',
    summary: 'Rename a department, or move it with everything below it',
    params: aDepartment,
    body: changeDepartmentBody,
    reply: departmentSchema,
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'deleteDepartment',
    method: 'DELETE',
    path: '/departments/{id}',
    access: 'users.manage',
    summary: 'Delete a department that has no users and no departments below it',
    params: aDepartment,
    reply: z.null(),
    status: [200],
    errors: [40401, 40901],
  },
]);
