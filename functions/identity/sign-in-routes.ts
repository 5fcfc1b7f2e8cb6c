import * as z from 'zod';
import { permissions } from '../platform/permissions.ts';
import { routes } from '../platform/route.ts';
import { anyCode, challengeSchema, mailCode, tokensSchema } from './challenge-schema.ts';
import { passwordSchema, usernameSchema, userSchema } from './user-schema.ts';

const newUser = z.strictObject({
  username: usernameSchema,
  password: passwordSchema,
  email: z.email().max(254).optional(),
});
const credentials = z.strictObject({ username: z.string().min(1).max(64), password: passwordSchema });

/** Registering, signing in, passwords. */
export const signInRoutes = routes([
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
    audit: { action: 'users.create', resource: 'user' },
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
    description:
      'Where the stage wants an address proved, a code is sent to it and the answer is 202 with what `activate` takes: the same whether or not the name is taken.',
    audit: { action: 'users.register', resource: 'user' },
    body: newUser,
    reply: z.union([userSchema, z.object({ registration: z.string() })]),
    status: [201, 202],
    errors: [40301, 40901],
  },
  {
    operation: 'activateUser',
    method: 'POST',
    path: '/auth/activate',
    access: 'public',
    summary: 'Finish a registration with the code that came by mail',
    description: 'The code is good for 15 minutes and 5 tries.',
    audit: { action: 'users.activate', resource: 'user' },
    body: z.strictObject({ registration: z.string().min(1).max(128), code: mailCode }),
    reply: userSchema,
    status: [201],
    errors: [40901],
  },
  {
    operation: 'forgotPassword',
    method: 'POST',
    path: '/auth/password/forgot',
    access: 'public',
    summary: 'Ask for a code by mail that sets a new password',
    description:
      'Answers the same whether or not there is such a user with an address. At most one mail a minute and five a day for one name.',
    audit: { none: 'only a code is sent; the reset it leads to is recorded' },
    body: z.strictObject({ username: z.string().min(1).max(64) }),
    reply: z.null(),
    status: [200],
  },
  {
    operation: 'resetForgottenPassword',
    method: 'POST',
    path: '/auth/password/reset',
    access: 'public',
    summary: 'Set a new password with the code that came by mail; all sessions end',
    description: 'The code is good for 15 minutes and 5 tries.',
    audit: { action: 'users.reset_password', resource: 'user' },
    body: z.strictObject({
      username: z.string().min(1).max(64),
      code: mailCode,
      new_password: passwordSchema,
    }),
    reply: z.null(),
    status: [200],
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
    audit: { none: 'the sign-in log has every attempt' },
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
    description: `\`mfa\` takes the six digits of the authenticator app or a recovery code; \`mfa_setup\` the six digits of the
secret that came with it, and its tokens come with recovery codes; \`new_password\` a new password. A right answer may be
followed by another challenge.`,
    audit: { none: 'the sign-in log has every attempt' },
    body: z.strictObject({
      session: z.string().min(1).max(4096),
      username: z.string().min(1).max(64),
      new_password: passwordSchema.optional(),
      code: anyCode.optional(),
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
    summary: 'A new access token and a new refresh token for a refresh token',
    description: `Each refresh token is good once: the answer carries the next one. The same one again within ten seconds gets
the same successor (an answer was lost, or two tabs asked at once); an older one ends the session at once.

The console keeps no token that page scripts can read: a request with the header \`X-OpenScript-Client: console\`
to login, challenge or refresh gets the refresh token as the cookie \`openscript_refresh\` (HttpOnly, SameSite=Strict,
Path=/api/v1/auth) and an empty \`refresh_token\` in the body; refresh with that header and no token in the body reads the
cookie; logout removes it. Without the header a cookie counts for nothing.`,
    audit: { none: 'a session goes on; its reuse is in the sign-in log' },
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
    audit: { action: 'sessions.end', resource: 'session' },
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
    audit: { action: 'users.change_password', resource: 'user' },
    body: z.strictObject({ old_password: passwordSchema, new_password: passwordSchema }),
    reply: z.null(),
    status: [200],
  },
]);
