import * as z from 'zod';
import { mailEnvironment, platformEnvironment } from '../platform/environment.ts';

/**
 * DirectoryApi. Its role needs: the table; to send mail in the stage's name (`ses:SendEmail`); on the user pool
 * cognito-idp: AdminCreateUser, AdminGetUser, AdminDeleteUser, AdminSetUserPassword, AdminUpdateUserAttributes,
 * AdminDisableUser, AdminEnableUser, AdminListGroupsForUser, AdminAddUserToGroup, AdminRemoveUserFromGroup.
 */
export const directoryEnvironment = platformEnvironment.extend({
  ...mailEnvironment.shape,
  PASSWORD_MIN_LENGTH: z.coerce.number().int().min(5).max(99),
});
