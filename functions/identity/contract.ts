import * as z from 'zod';
import { instant } from '../platform/page.ts';
import { permissions } from '../platform/permissions.ts';
import { routes } from '../platform/route.ts';
import { schemaMessage } from '../platform/text.ts';

/** A user name: a letter, then letters, digits and `._-`; any script of the world; 3 to 64 characters. */
export const usernameSchema = z
  .string()
  .min(3)
  .max(64)
  .regex(
    /^\p{L}[\p{L}\p{M}\p{N}._-]*$/u,
    schemaMessage(
      'must start with a letter and hold only letters, digits and ._-',
      '必须以字母开头，只能包含字母、数字和 ._-',
    ),
  );

/** The stage's password rule (length) is checked by the operation: it is configuration. */
export const passwordSchema = z.string().min(1).max(256);

export const userSchema = z
  .object({
    id: z.string(),
    username: z.string(),
    display_name: z.string().nullable(),
    email: z.string().nullable(),
    roles: z.array(z.string()).meta({ description: 'names of roles, built-in and custom ones' }),
    department: z.string().nullable().meta({ description: 'the id of the department' }),
    groups: z.array(z.string()).meta({ description: 'ids of groups' }),
    created_at: instant,
  })
  .meta({ id: 'User' });

export const tokensSchema = z
  .object({
    access_token: z.string(),
    refresh_token: z.string(),
    token_type: z.literal('bearer'),
    expires_in: z.int().meta({ description: 'seconds' }),
  })
  .meta({ id: 'Tokens' });

export const challengeSchema = z
  .object({ challenge: z.enum(['mfa', 'new_password']), session: z.string() })
  .meta({ id: 'Challenge' });

const newUser = z.strictObject({
  username: usernameSchema,
  password: passwordSchema,
  email: z.email().max(254).optional(),
});
const credentials = z.strictObject({ username: z.string().min(1).max(64), password: passwordSchema });

export const identityRoutes = routes([
  {
    operation: 'checkInit',
    method: 'GET',
    path: '/auth/check-init',
    access: 'public',
    summary: 'Whether a first administrator exists',
    reply: z.object({
      initialized: z.boolean(),
      self_registration: z.boolean(),
      password_min_length: z.int(),
      setup_code_required: z
        .boolean()
        .meta({ description: 'whether the first administrator needs the code that the deployment made' }),
    }),
    status: [200],
  },
  {
    operation: 'initAdministrator',
    method: 'POST',
    path: '/auth/init',
    access: 'public',
    summary: 'Create the first administrator (once)',
    body: newUser.extend({
      setup_code: z
        .string()
        .min(1)
        .max(128)
        .optional()
        .meta({ description: 'where check-init says that it is required; docs/deploy.md says where it is' }),
    }),
    reply: userSchema,
    status: [201],
    errors: [40901],
  },
  {
    operation: 'registerUser',
    method: 'POST',
    path: '/auth/register',
    aliases: ['/users/register'],
    access: 'public',
    summary: 'Register oneself, where self-registration is on',
    body: newUser,
    reply: userSchema,
    status: [201],
    errors: [40301, 40901],
  },
  {
    operation: 'login',
    method: 'POST',
    path: '/auth/login',
    aliases: ['/users/login'],
    access: 'public',
    summary: 'Sign in with name and password',
    description:
      'Five wrong passwords in a row lock the name for 30 minutes (42901 with Retry-After), whether or not there is such a user.',
    body: credentials,
    reply: z.union([tokensSchema, challengeSchema]),
    status: [200],
    errors: [40101],
  },
  {
    operation: 'answerChallenge',
    method: 'POST',
    path: '/auth/challenge',
    access: 'public',
    summary: 'Answer a sign-in challenge: a new password, or a code of the authenticator app',
    body: z.strictObject({
      session: z.string().min(1).max(4096),
      username: z.string().min(1).max(64),
      new_password: passwordSchema.optional(),
      code: z
        .string()
        .regex(/^\d{6}$/, schemaMessage('must be six digits', '必须是六位数字'))
        .optional(),
    }),
    reply: z.union([tokensSchema, challengeSchema]),
    status: [200],
    errors: [40101],
  },
  {
    operation: 'refreshTokens',
    method: 'POST',
    path: '/auth/refresh',
    access: 'public',
    summary: 'A new access token for a refresh token',
    description: `The console keeps no token that page scripts can read: a request with the header \`X-OpenScript-Client: console\`
to login, challenge or refresh gets the refresh token as the cookie \`openscript_refresh\` (HttpOnly, SameSite=Strict,
Path=/api/v1/auth) and an empty \`refresh_token\` in the body; refresh with that header and no token in the body reads the
cookie; logout removes it. Without the header a cookie counts for nothing.`,
    body: z.strictObject({ refresh_token: z.string().min(1).max(8192).optional() }),
    bodyOptional: true,
    reply: tokensSchema,
    status: [200],
    errors: [40101],
  },
  {
    operation: 'logout',
    method: 'POST',
    path: '/auth/logout',
    access: 'signed-in',
    summary: 'End this session at once',
    body: z.strictObject({}),
    bodyOptional: true,
    reply: z.null(),
    status: [200],
  },
  {
    operation: 'showMe',
    method: 'GET',
    path: '/auth/me',
    aliases: ['/users/me'],
    access: 'signed-in',
    summary: 'Who I am, my roles and what they allow',
    reply: userSchema
      .extend({
        permissions: z.array(z.enum(permissions)),
        role_titles: z.record(z.string(), z.string()).meta({ description: 'by the names of the roles held' }),
        data_scopes: z
          .array(z.object({ permission: z.enum(permissions), departments: z.array(z.string()) }))
          .meta({ description: 'permissions that reach the things of departments, and which' }),
      })
      .meta({ id: 'Me' }),
    status: [200],
  },
  {
    operation: 'changePassword',
    method: 'POST',
    path: '/auth/password/change',
    access: 'signed-in',
    summary: 'Change my password; other sessions end',
    body: z.strictObject({ old_password: passwordSchema, new_password: passwordSchema }),
    reply: z.null(),
    status: [200],
  },
]);
