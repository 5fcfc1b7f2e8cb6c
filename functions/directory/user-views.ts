import type { User } from '../identity/index.ts';

/** A user as those see them who manage users. `now` is in milliseconds since 1970. */
export const viewUser = (user: User, now: number) => ({
  id: user.id,
  username: user.username,
  display_name: user.displayName,
  email: user.email,
  status: user.status,
  roles: [...(user.roles ?? [])],
  department: user.department,
  groups: [...user.groups],
  invited_until:
    user.invitation !== null && Date.parse(user.invitation.until) > now ? user.invitation.until : null,
  created_at: user.createdAt,
  version: user.version,
});
