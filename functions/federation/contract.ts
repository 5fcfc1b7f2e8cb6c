import * as z from 'zod';
import { instant } from '../platform/page.ts';
import { routes } from '../platform/route.ts';
import { schemaMessage } from '../platform/text.ts';

/** The name of a provider: as the user pool has it, in addresses and in names of users. */
export const providerId = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{2,31}$/,
    schemaMessage(
      'must be 3 to 32 small letters, digits and hyphens',
      '必须是 3 到 32 个小写字母、数字或连字符',
    ),
  );

/** Why a sign-in through a provider came to nothing: stable words, which the sign-in page explains. */
export const signInFailures = [
  'provider_refused',
  'expired',
  'wrong_browser',
  'not_accepted',
  'not_linked',
  'identity_taken',
  'unavailable',
] as const;
export type SignInFailure = (typeof signInFailures)[number];

/** What the provider calls the user: `sub` of its ID token. */
const subject = z
  .string()
  .min(1)
  .max(95)
  .regex(/^[\x21-\x7e]+$/, schemaMessage('must be printable ASCII', '必须是可打印的 ASCII 字符'));

const userParams = z.object({ id: z.string().regex(/^[\w-]{1,128}$/) });

const identitySchema = z
  .object({
    provider: z.string(),
    subject: z.string().meta({ description: 'what the provider calls the user' }),
    linked_at: instant.nullable(),
  })
  .meta({ id: 'ForeignIdentity' });

export const federationRoutes = routes([
  {
    operation: 'listSignInProviders',
    method: 'GET',
    path: '/auth/providers',
    access: 'public',
    summary: 'Which providers one may sign in through',
    reply: z
      .object({
        items: z.array(
          z.object({
            id: providerId,
            kind: z.enum(['oidc', 'wecom', 'dingtalk', 'feishu']),
            label: z.string().meta({ description: 'what the button says, in the language asked for' }),
          }),
        ),
      })
      .meta({ id: 'SignInProviders' }),
    status: [200],
  },
  {
    operation: 'startFederatedSignIn',
    method: 'GET',
    path: '/auth/federated/{provider}',
    access: 'public',
    summary: 'Send the browser to a provider, by way of the user pool',
    description: `For browsers: a page links here. The attempt is good for ten minutes and bound to this browser by the cookie
\`openscript_sign_in\`. \`page\` is the console's page to come back to.`,
    params: z.object({ provider: providerId }),
    query: z.strictObject({ page: z.string().max(2048).optional() }),
    reply: 'redirect',
    status: [302],
    errors: [40401],
  },
  {
    operation: 'finishFederatedSignIn',
    method: 'GET',
    path: '/auth/federated/callback',
    access: 'public',
    summary: 'Where the user pool sends the browser back to',
    description: `Opens a session like a sign-in with a password, for the console: the refresh token comes as its cookie, and the
browser goes on to the page it came from. Whatever fails sends it to \`/sign-in?failed=…\`, and nothing is made: ${signInFailures
      .map((failure) => `\`${failure}\``)
      .join(', ')}.`,
    query: z.object({
      code: z.string().max(2048).optional(),
      state: z.string().max(512).optional(),
      error: z.string().max(200).optional(),
    }),
    reply: 'redirect',
    status: [302],
  },
  {
    operation: 'listOwnIdentities',
    method: 'GET',
    path: '/auth/identities',
    access: 'signed-in',
    summary: 'Which providers one may sign in through oneself',
    reply: z.object({
      items: z.array(identitySchema),
      may_link: z.boolean().meta({
        description: 'false for a user whom a provider’s sign-in made: there is no other way in to link to',
      }),
    }),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'startIdentityLink',
    method: 'POST',
    path: '/auth/federated/{provider}/link',
    access: 'signed-in',
    stepUp: true,
    audit: { none: 'nothing changes before the provider has said who it is; the callback records the link' },
    summary: 'Begin to link an identity of one’s own at a provider',
    description: `Answers where the browser is to go, and sets the cookie of a sign-in. Who comes back to the callback within ten
minutes in the same browser, with the session going on, has proved the identity: it is linked, and the browser goes to \`/account?linked=…\`.
Whatever fails sends it to \`/account?failed=…\` with the words of a sign-in; \`identity_taken\`: it is, or has been, somebody’s.`,
    params: z.object({ provider: providerId }),
    reply: z.object({ url: z.url() }),
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'unlinkOwnIdentity',
    method: 'DELETE',
    path: '/auth/identities/{provider}',
    access: 'signed-in',
    stepUp: true,
    audit: { action: 'identities.unlink', resource: 'user' },
    summary: 'No longer sign in through a provider oneself',
    params: z.object({ provider: providerId }),
    reply: z.null(),
    status: [200],
    errors: [40401, 40901],
  },
  {
    operation: 'listIdentities',
    method: 'GET',
    path: '/users/{id}/identities',
    access: 'users.read',
    summary: 'Which providers a user may sign in through',
    params: userParams,
    reply: z.object({ items: z.array(identitySchema) }),
    status: [200],
    errors: [40401],
  },
  {
    operation: 'linkIdentity',
    method: 'POST',
    path: '/users/{id}/identities',
    access: 'users.manage',
    stepUp: true,
    audit: { action: 'identities.link', resource: 'user' },
    summary: 'Let a user sign in through a provider too',
    description:
      'Not for a user who may more than you (40301). One identity for each provider. Whoever has signed in through it before is a user already: 40901, and nothing changes.',
    params: userParams,
    body: z.strictObject({ provider: providerId, subject }),
    reply: identitySchema,
    status: [201],
    errors: [40401, 40901],
  },
  {
    operation: 'unlinkIdentity',
    method: 'DELETE',
    path: '/users/{id}/identities/{provider}',
    access: 'users.manage',
    stepUp: true,
    audit: { action: 'identities.unlink', resource: 'user' },
    summary: 'Let a user no longer sign in through a provider',
    params: userParams.extend({ provider: providerId }),
    reply: z.null(),
    status: [200],
    errors: [40401, 40901],
  },
]);
