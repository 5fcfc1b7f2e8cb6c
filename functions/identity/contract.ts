import * as z from 'zod';
import { instant, pageOf, pageQuery } from '../platform/page.ts';
import { permissions } from '../platform/permissions.ts';
import { routes } from '../platform/route.ts';
import { schemaMessage } from '../platform/text.ts';
import { challengeKinds } from './challenge.ts';
import { signInOutcomes, signInReasons } from './sign-in-event.ts';

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
    recovery_codes: z
      .array(z.string())
      .optional()
      .meta({ description: 'once, to who has just set up a second factor: each signs in without the app' }),
  })
  .meta({ id: 'Tokens' });

export const factorSetupSchema = z
  .object({
    uri: z.string().meta({ description: 'otpauth://totp/…, as authenticator apps read it' }),
    qr_svg: z.string().meta({ description: 'the same as a QR code' }),
    secret: z.string().meta({ description: 'the secret alone, base 32' }),
  })
  .meta({ id: 'FactorSetup' });

export const challengeSchema = z
  .object({
    challenge: z.enum(challengeKinds),
    session: z.string(),
    setup: factorSetupSchema.optional().meta({ description: 'with `mfa_setup`' }),
  })
  .meta({ id: 'Challenge' });

export const sessionSchema = z
  .object({
    id: z.string(),
    user_id: z.string(),
    username: z.string(),
    device: z.string().meta({ description: 'a short name: `Firefox · Windows`' }),
    user_agent: z.string(),
    address: z.string(),
    created_at: instant,
    last_seen_at: instant.meta({ description: 'to a minute' }),
    expires_at: instant,
    current: z.boolean().meta({ description: 'whether it is the one that asks' }),
  })
  .meta({ id: 'Session' });

export const signInSchema = z
  .object({
    id: z.string(),
    at: instant,
    user: z.string().nullable().meta({ description: 'null: nobody is called what was typed' }),
    typed_digest: z
      .string()
      .nullable()
      .meta({ description: 'then a keyed digest of what was typed, by which the same again is known' }),
    typed_length: z.int().nullable(),
    outcome: z.enum(signInOutcomes),
    reason: z
      .enum(signInReasons)
      .nullable()
      .meta({ description: 'why it was refused, or what was asked for besides' }),
    device: z.string(),
    user_agent: z.string(),
    address: z.string(),
  })
  .meta({ id: 'SignIn' });

export const mfaSchema = z
  .object({
    enabled: z.boolean(),
    since: instant.nullable(),
    recovery_codes_left: z.int(),
    required: z.boolean().meta({ description: 'whether a role of mine demands it' }),
  })
  .meta({ id: 'SecondFactor' });

const recoveryCodesSchema = z
  .object({ recovery_codes: z.array(z.string()).meta({ description: 'shown this once' }) })
  .meta({ id: 'RecoveryCodes' });

/** Six digits of the authenticator app. */
const appCode = z.string().regex(/^\d{6}$/, schemaMessage('must be six digits', '必须是六位数字'));
/** The same, or a recovery code however it was written down. */
const anyCode = z
  .string()
  .regex(
    /^(\d{6}|[a-zA-Z2-9]{5}[ -]?[a-zA-Z2-9]{5})$/,
    schemaMessage('must be six digits, or a recovery code', '必须是六位数字或恢复码'),
  );
const mailCode = z.string().regex(/^\d{8}$/, schemaMessage('must be eight digits', '必须是八位数字'));
/** User and session: `f81d4fae-….6ba7b810-…`. */
const sessionId = z.strictObject({ id: z.string().regex(/^[\w-]{1,128}\.[\w-]{1,128}$/) });
const userId = z.string().regex(/^[\w-]{1,128}$/);

const signInFilters = pageQuery.extend({
  outcome: z.enum(signInOutcomes).optional(),
  address: z.string().min(1).max(64).optional(),
  since: instant.optional(),
  until: instant.optional(),
});

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
    description:
      'Where the stage wants an address proved, a code is sent to it and the answer is 202 with what `activate` takes: the same whether or not the name is taken.',
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
    body: z.strictObject({ username: z.string().min(1).max(64) }),
    reply: z.null(),
    status: [200],
  },
  {
    operation: 'resetPassword',
    method: 'POST',
    path: '/auth/password/reset',
    access: 'public',
    summary: 'Set a new password with the code that came by mail; all sessions end',
    description: 'The code is good for 15 minutes and 5 tries.',
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
    reply: userSchema.extend({ permissions: z.array(z.enum(permissions)) }).meta({ id: 'Me' }),
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
  {
    operation: 'stepUp',
    method: 'POST',
    path: '/auth/step-up',
    access: 'signed-in',
    summary: 'Confirm who I am, for what asks for it in the next ten minutes',
    description: 'With a second factor its code (or a recovery code), otherwise the password.',
    body: z.strictObject({ password: passwordSchema.optional(), code: anyCode.optional() }),
    reply: z.object({ confirmed_until: instant }),
    status: [200],
  },
  {
    operation: 'showMfa',
    method: 'GET',
    path: '/auth/mfa',
    access: 'signed-in',
    summary: 'Whether I have a second factor, and whether I must',
    reply: mfaSchema,
    status: [200],
  },
  {
    operation: 'bindMfa',
    method: 'POST',
    path: '/auth/mfa/bind',
    access: 'signed-in',
    stepUp: true,
    summary: 'A new secret for the authenticator app; nothing changes until a code of it is given',
    body: z.strictObject({}),
    bodyOptional: true,
    reply: factorSetupSchema,
    status: [200],
    errors: [40901],
  },
  {
    operation: 'verifyMfa',
    method: 'POST',
    path: '/auth/mfa/verify',
    access: 'signed-in',
    summary: 'Switch the second factor on with a code of its secret; shows the recovery codes',
    body: z.strictObject({ code: appCode }),
    reply: recoveryCodesSchema,
    status: [200],
    errors: [40901],
  },
  {
    operation: 'unbindMfa',
    method: 'POST',
    path: '/auth/mfa/unbind',
    access: 'signed-in',
    summary: 'Remove my second factor, with password and code',
    body: z.strictObject({ password: passwordSchema, code: anyCode }),
    reply: z.null(),
    status: [200],
    errors: [40901],
  },
  {
    operation: 'renewRecoveryCodes',
    method: 'POST',
    path: '/auth/mfa/recovery-codes',
    access: 'signed-in',
    stepUp: true,
    summary: 'New recovery codes, shown this once; the old ones end',
    body: z.strictObject({}),
    bodyOptional: true,
    reply: recoveryCodesSchema,
    status: [200],
    errors: [40901],
  },
  {
    operation: 'resetUserMfa',
    method: 'POST',
    path: '/users/{id}/mfa/reset',
    access: 'users.manage',
    stepUp: true,
    summary: 'Remove the second factor of somebody who has lost it',
    params: z.strictObject({ id: userId }),
    body: z.strictObject({}),
    bodyOptional: true,
    reply: z.null(),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'listMySessions',
    method: 'GET',
    path: '/auth/sessions',
    access: 'signed-in',
    summary: 'Where I am signed in',
    reply: z.object({ items: z.array(sessionSchema) }),
    status: [200],
  },
  {
    operation: 'endMySession',
    method: 'DELETE',
    path: '/auth/sessions/{id}',
    access: 'signed-in',
    summary: 'End one of my sessions at once',
    params: sessionId,
    reply: z.null(),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'listMySignIns',
    method: 'GET',
    path: '/auth/sign-ins',
    access: 'signed-in',
    summary: 'My sign-ins, and the attempts to sign in with my name',
    query: signInFilters,
    reply: pageOf(signInSchema),
    status: [200],
  },
  {
    operation: 'listSessions',
    method: 'GET',
    path: '/sessions',
    access: 'sessions.read',
    summary: 'Who is signed in, the latest seen first',
    query: pageQuery.extend({ user: z.string().min(1).max(64).optional() }),
    reply: pageOf(sessionSchema),
    status: [200],
  },
  {
    operation: 'endSession',
    method: 'POST',
    path: '/sessions/{id}/revoke',
    access: 'sessions.manage',
    summary: 'End a session at once',
    params: sessionId,
    body: z.strictObject({}),
    bodyOptional: true,
    reply: z.null(),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'endUserSessions',
    method: 'POST',
    path: '/sessions/revoke',
    access: 'sessions.manage',
    summary: 'End all sessions of a user at once',
    body: z.strictObject({ user_id: userId }),
    reply: z.object({ ended: z.int() }),
    status: [200],
  },
  {
    operation: 'listSignIns',
    method: 'GET',
    path: '/sign-ins',
    access: 'sessions.read',
    summary: 'The sign-in log of the last 400 days, the newest first',
    query: signInFilters.extend({ user: z.string().min(1).max(64).optional() }),
    reply: pageOf(signInSchema),
    status: [200],
  },
]);
