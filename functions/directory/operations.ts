import type { Sessions } from '../identity/index.ts';
import type { Operations } from '../platform/api.ts';
import { type AcceptDependencies, makeAcceptInvitation } from './accept-invitation.ts';
import { makeAddMember } from './add-member.ts';
import { makeChangeDepartment } from './change-department.ts';
import { makeChangeGroup } from './change-group.ts';
import { type ChangeUserDependencies, makeChangeUser } from './change-user.ts';
import type { directoryRoutes } from './contract.ts';
import { type DepartmentDependencies, makeCreateDepartment } from './create-department.ts';
import { type GroupDependencies, makeCreateGroup } from './create-group.ts';
import { type CreateUserDependencies, makeCreateUser } from './create-user.ts';
import { makeDeleteDepartment } from './delete-department.ts';
import { makeDeleteGroup } from './delete-group.ts';
import { makeDisableUser, type SwitchDependencies } from './disable-user.ts';
import { makeEnableUser } from './enable-user.ts';
import { makeInviteUser } from './invite-user.ts';
import { makeListDepartments } from './list-departments.ts';
import { makeListGroups } from './list-groups.ts';
import { makeListMembers } from './list-members.ts';
import { type ListUsersDependencies, makeListUsers } from './list-users.ts';
import { makeRemoveMember } from './remove-member.ts';
import { makeResetUserPassword } from './reset-user-password.ts';
import { makeShowGroup } from './show-group.ts';
import { makeShowUser, type ShowDependencies } from './show-user.ts';
import { makeUnlockUser } from './unlock-user.ts';

/** Everything the API of the directory reaches outside itself. */
export interface DirectoryDependencies
  extends CreateUserDependencies,
    ChangeUserDependencies,
    SwitchDependencies,
    ListUsersDependencies,
    ShowDependencies,
    DepartmentDependencies,
    GroupDependencies {
  readonly directory: CreateUserDependencies['directory'];
  readonly users: CreateUserDependencies['users'];
  readonly pool: CreateUserDependencies['pool'] & ChangeUserDependencies['pool'] & SwitchDependencies['pool'];
  readonly poolUsers: AcceptDependencies['poolUsers'];
  readonly sessions: Pick<Sessions, 'revokeOthers'>;
  readonly history: AcceptDependencies['history'];
}

/** One operation for each route of the directory. */
export const makeDirectoryOperations = (deps: DirectoryDependencies): Operations<typeof directoryRoutes> => ({
  listUsers: makeListUsers(deps),
  createUser: makeCreateUser(deps),
  showUser: makeShowUser(deps),
  changeUser: makeChangeUser(deps),
  disableUser: makeDisableUser(deps),
  enableUser: makeEnableUser(deps),
  resetUserPassword: makeResetUserPassword(deps),
  inviteUser: makeInviteUser(deps),
  unlockUser: makeUnlockUser(deps),
  acceptInvitation: makeAcceptInvitation(deps),
  listDepartments: makeListDepartments(deps),
  createDepartment: makeCreateDepartment(deps),
  changeDepartment: makeChangeDepartment(deps),
  deleteDepartment: makeDeleteDepartment(deps),
  listGroups: makeListGroups(deps),
  createGroup: makeCreateGroup(deps),
  showGroup: makeShowGroup(deps),
  changeGroup: makeChangeGroup(deps),
  deleteGroup: makeDeleteGroup(deps),
  listMembers: makeListMembers(deps),
  addMember: makeAddMember(deps),
  removeMember: makeRemoveMember(deps),
});
