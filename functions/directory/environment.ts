import * as z from 'zod';
import { mailEnvironment, platformEnvironment } from '../platform/environment.ts';

/** SweepDirectory. Its role needs: the table; on the user pool cognito-idp: ListUsers, AdminListGroupsForUser. */
export const sweepDirectoryEnvironment = platformEnvironment.pick({
  TABLE_NAME: true,
  USER_POOL_ID: true,
  AWS_REGION: true,
  AWS_ENDPOINT_URL: true,
});

/**
 * DirectoryApi. Its role needs: the table; to send mail in the stage's name (`ses:SendEmail`); on the user pool
 * cognito-idp: AdminCreateUser, AdminGetUser, AdminDeleteUser, AdminSetUserPassword, AdminUpdateUserAttributes,
 * AdminDisableUser, AdminEnableUser, AdminListGroupsForUser, AdminAddUserToGroup, AdminRemoveUserFromGroup.
 */
export const directoryEnvironment = platformEnvironment.extend({
  ...mailEnvironment.shape,
  PASSWORD_MIN_LENGTH: z.coerce.number().int().min(5).max(99),
});
