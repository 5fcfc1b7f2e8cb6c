import { ApiFailure } from '../../api/failure.ts';
import type { DirectoryUser } from './directory.ts';

/** What is filled in about a user. */
export interface UserDraft {
  displayName: string;
  email: string;
  roles: string[];
  department: string | null;
  groups: string[];
}

export const emptyDraft = (): UserDraft => ({
  displayName: '',
  email: '',
  roles: ['operator'],
  department: null,
  groups: [],
});

export const draftOf = (user: DirectoryUser): UserDraft => ({
  displayName: user.display_name ?? '',
  email: user.email ?? '',
  roles: [...user.roles],
  department: user.department,
  groups: [...user.groups],
});

/** The fields that show their own faults. */
export const draftFields = ['username', 'display_name', 'email', 'roles', 'department', 'groups'];

/** What the API says of one field, or of a part of it. */
export const faultIn = (failure: unknown, field: string): string | undefined =>
  failure instanceof ApiFailure
    ? failure.faults.find((fault) => fault.field === field || fault.field.startsWith(`${field}.`))?.message
    : undefined;
