import * as z from 'zod';
import { platformEnvironment } from '../platform/environment.ts';
import { parseProviders } from './providers.ts';

const roleName = z.enum(['manager', 'operator', 'author', 'auditor']);
const isTrue = (word: string) => word === 'true';

/**
 * FederationApi. Its role needs: the table; on the pool cognito-idp: AdminGetUser, AdminDeleteUser, ListUsers,
 * AdminLinkProviderForUser, AdminDisableProviderForUser. The pool's client allows the code flow
 * with the providers below and no other, and the callback `CONSOLE_URL/api/v1/auth/federated/callback`.
 */
export const federationEnvironment = platformEnvironment.extend({
  /** `name=label|name=label`: the providers of the stage; empty: nobody signs in that way. */
  SIGN_IN_PROVIDERS: z.string().default('').transform(parseProviders),
  /** Where people open the console, without a slash at the end. */
  CONSOLE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The user pool's domain; absent on one machine, where the gateway stands for it. */
  POOL_DOMAIN_URL: z.url({ protocol: /^https$/ }).optional(),
  /** Roles of somebody who signs in for the first time; empty: only users who were linked may. */
  FEDERATED_ROLES: z
    .string()
    .default('operator')
    .transform((words) => words.split(',').filter((word) => word !== ''))
    .pipe(z.array(roleName)),
  /** Whether a verified e-mail address links to the user who has the same one, verified too. */
  LINK_BY_EMAIL: z.enum(['true', 'false']).default('false').transform(isTrue),
  /** As in the identity function: how long a session lasts, used and unused, how many, and whether cookies need TLS. */
  SESSION_DAYS: z.coerce.number().int().min(1).max(3650),
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(0).max(100_000).default(720),
  MAX_SESSIONS: z.coerce.number().int().min(1).max(1000).default(10),
  SECURE_COOKIES: z.enum(['true', 'false']).default('true').transform(isTrue),
});

export type FederationEnvironment = z.output<typeof federationEnvironment>;
