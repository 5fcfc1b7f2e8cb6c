import * as z from 'zod';
import { mailEnvironment, platformEnvironment } from '../platform/environment.ts';
import { roles } from '../platform/permissions.ts';

const roleList = z
  .string()
  .transform((words) => words.split(',').map((word) => word.trim()))
  .pipe(z.array(z.enum(roles)));

/**
 * What the identity API reads besides the platform's keys. The stage's values are stack parameters:
 * AWS: SELF_REGISTRATION=false, DEFAULT_ROLES=operator, PASSWORD_MIN_LENGTH=12, SETUP_CODE=required;
 * one machine: true, operator,author, 5 and open, so that the prototype's `admin`/`admin` can register.
 *
 * The pool has one group per role. Its app client has no secret, PreventUserExistenceErrors=ENABLED, and allows
 * ALLOW_ADMIN_USER_PASSWORD_AUTH and ALLOW_REFRESH_TOKEN_AUTH only: signing in takes this function's IAM role, so that
 * nobody goes round the lock-out by talking to the pool itself. The function's role needs, on the pool:
 * cognito-idp: AdminInitiateAuth, AdminRespondToAuthChallenge, AdminCreateUser, AdminSetUserPassword, AdminGetUser,
 * AdminDeleteUser, AdminAddUserToGroup (ChangePassword is authorised by the user's own access token).
 */
export const identityEnvironment = platformEnvironment.extend(mailEnvironment.shape).extend({
  /** Whether anyone may register. */
  SELF_REGISTRATION: z.enum(['true', 'false']).transform((word) => word === 'true'),
  /** Roles of somebody who registered, separated by commas. */
  DEFAULT_ROLES: roleList,
  /** Whether the first administrator needs the set-up code: on one machine, which answers nobody else, not. */
  SETUP_CODE: z.enum(['required', 'open']).default('required'),
  /** The secret with that code. */
  SETUP_SECRET_ARN: z.string().min(1),
  PASSWORD_MIN_LENGTH: z.coerce.number().int().min(5).max(99),
  /** Unused for so many minutes a session ends; 0: it does not. */
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(0).max(100_000).default(720),
  /** So many sessions of one user go on at a time: with one more the oldest ends. */
  MAX_SESSIONS: z.coerce.number().int().min(1).max(1000).default(10),
  /** After so many days a password must be changed; 0: never (NIST SP 800-63B §3.1.1.2 advises against it). */
  PASSWORD_MAX_DAYS: z.coerce.number().int().min(0).max(3650).default(0),
  /** Whether who registers must prove an address with a code sent to it. */
  ACTIVATION: z.enum(['email', 'off']).default('off'),
  /** Roles, built-in or custom, that need a second factor, separated by commas. */
  MFA_ROLES: z
    .string()
    .default('')
    .transform((words) =>
      words
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    ),
  /** The secret from which the keys are derived that seal second factors and digest short codes. */
  IDENTITY_SECRET_ARN: z.string().min(1),
  /** How long a refresh token is good, in days; the app client's RefreshTokenValidity says the same. */
  SESSION_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
  /** Whether the console's cookie is sent over TLS only; `false` on one machine, which serves plain HTTP. */
  SECURE_COOKIES: z
    .enum(['true', 'false'])
    .default('true')
    .transform((word) => word === 'true'),
});
