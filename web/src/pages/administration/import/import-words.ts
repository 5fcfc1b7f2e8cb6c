import type { Tone } from '../../run/run-words.ts';
import type { RowResult } from './use-user-import.ts';
import type { RowFault, UserFile } from './user-rows.ts';

/** Message keys of what is wrong with a line. */
export const faultKeys: Readonly<Record<RowFault['fault'], string>> = {
  department: 'importUsers.faultDepartment',
  email: 'importUsers.faultEmail',
  group: 'importUsers.faultGroup',
  manyDepartments: 'importUsers.faultManyDepartments',
  noRole: 'importUsers.faultNoRole',
  role: 'importUsers.faultRole',
  twice: 'importUsers.faultTwice',
  username: 'importUsers.faultUsername',
};

/** Message keys of why a file cannot be read. */
export const fileFaultKeys: Readonly<Record<NonNullable<UserFile['fault']>, string>> = {
  empty: 'importUsers.fileEmpty',
  noUsernames: 'importUsers.fileNoUsernames',
  tooMany: 'importUsers.fileTooMany',
};

/** Message keys of what became of a line. */
export const resultKeys: Readonly<Record<RowResult['is'], string>> = {
  exists: 'importUsers.isThere',
  invited: 'importUsers.isInvited',
  made: 'importUsers.isMade',
  notSent: 'importUsers.isNotSent',
  refused: 'importUsers.isRefused',
  working: 'importUsers.isWorking',
};

export const resultTones: Readonly<Record<RowResult['is'], Tone>> = {
  exists: 'still',
  invited: 'ok',
  made: 'ok',
  notSent: 'warn',
  refused: 'bad',
  working: 'live',
};
