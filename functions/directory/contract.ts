import * as z from 'zod';
import { passwordSchema } from '../identity/user-schema.ts';
import { pageOf } from '../platform/page.ts';
import { routes } from '../platform/route.ts';
import { departmentRoutes } from './department-schema.ts';
import { groupRoutes } from './group-schema.ts';
import {
  changeUserBody,
  createdUserSchema,
  createUserBody,
  directoryUserSchema,
  invitationSchema,
  shownUserSchema,
  temporaryPassword,
  userId,
  usersQuery,
} from './user-schema.ts';

export { userStatuses } from './user-schema.ts';

const aUser = z.object({ id: userId });
const nothing = z.strictObject({});

const userRoutes = routes([
  {
    operation: 'listUsers',
    method: 'GET',
    path: '/users',
    access: 'users.read',
    summary: 'Users, by name',
    query: usersQuery,
    reply: pageOf(directoryUserSchema),
    status: [200],
  },
  {
    operation: 'createUser',
    method: 'POST',
    path: '/users',
    access: 'users.manage',
    stepUp: true,
    summary: 'Make a user, with a temporary password or an invitation',
    description:
      'Nobody gives a role that allows more than they may themselves (40301). `invite` needs an e-mail address, and a stage that sends mail (40901 otherwise). Repeated under its Idempotency-Key it answers the same user, without the password: that is kept nowhere.',
    audit: { action: 'users.create', resource: 'user' },
    body: createUserBody,
    reply: createdUserSchema,
    status: [201],
    errors: [40901],
    idempotent: true,
  },
  {
    operation: 'showUser',
    method: 'GET',
    path: '/users/{id}',
    access: 'users.read',
    summary: 'One user, and whether sign-in is locked',
    params: aUser,
    reply: shownUserSchema,
    status: [200],
    errors: [40401],
  },
  {
    operation: 'changeUser',
    method: 'PATCH',
    path: '/users/{id}',
    access: 'users.manage',
    stepUp: true,
    summary: 'Change name, e-mail, roles, department or groups',
    description:
      'What is left out stays. 40901: `version` is stale, or no active administrator would be left. 40301: a role that allows more than you may, or a user who may more than you. What is taken away holds with the next request.',
    audit: { action: 'users.update', resource: 'user' },
    params: aUser,
    body: changeUserBody,
    reply: directoryUserSchema,
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'disableUser',
    method: 'POST',
    path: '/users/{id}/disable',
    access: 'users.manage',
    summary: 'Disable a user: sessions end at once, triggers start nothing in this name',
    description:
      'Not oneself, and not the last active administrator (40901). Doing it twice changes nothing.',
    audit: { action: 'users.disable', resource: 'user' },
    params: aUser,
    body: nothing,
    bodyOptional: true,
    reply: directoryUserSchema,
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'enableUser',
    method: 'POST',
    path: '/users/{id}/enable',
    access: 'users.manage',
    summary: 'Let a disabled user sign in again; sessions of before stay ended',
    audit: { action: 'users.enable', resource: 'user' },
    params: aUser,
    body: nothing,
    bodyOptional: true,
    reply: directoryUserSchema,
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'resetUserPassword',
    method: 'POST',
    path: '/users/{id}/reset-password',
    access: 'users.manage',
    stepUp: true,
    summary: 'Give a temporary password, to be changed with the next sign-in; sessions end',
    audit: { action: 'users.reset_password', resource: 'user' },
    params: aUser,
    body: nothing,
    bodyOptional: true,
    reply: z.object({ temporary_password: temporaryPassword }),
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'inviteUser',
    method: 'POST',
    path: '/users/{id}/invite',
    access: 'users.manage',
    summary: 'Write to a user with a new code to set the password by; codes of before are void',
    audit: { action: 'users.invite', resource: 'user' },
    params: aUser,
    body: nothing,
    bodyOptional: true,
    reply: invitationSchema,
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'unlockUser',
    method: 'POST',
    path: '/users/{id}/unlock',
    access: 'users.manage',
    summary: 'Forget wrong passwords, so that a locked user may sign in again',
    audit: { action: 'users.unlock', resource: 'user' },
    params: aUser,
    body: nothing,
    bodyOptional: true,
    reply: shownUserSchema,
    status: [200],
    errors: [40401],
  },
  {
    operation: 'acceptInvitation',
    method: 'POST',
    path: '/invitations/accept',
    access: 'public',
    summary: 'Set the password by the code of an invitation',
    description:
      'The code works once, for 72 hours. 40101 for every code that does not, whatever the reason.',
    audit: { action: 'users.accept_invitation', resource: 'user', secretBody: true },
    body: z.strictObject({ code: z.string().min(1).max(300), password: passwordSchema }),
    reply: z.object({ username: z.string() }),
    status: [200],
    errors: [40101],
  },
]);

/** Users, departments and groups. */
export const directoryRoutes = routes([...userRoutes, ...departmentRoutes, ...groupRoutes]);
