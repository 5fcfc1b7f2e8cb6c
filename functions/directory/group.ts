/** A group of users, to whom things are granted together. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly members: number;
  /** Counts changes of name and description. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A group as the API answers it. */
export const viewGroup = (group: Group) => ({
  id: group.id,
  name: group.name,
  description: group.description,
  members_count: group.members,
  version: group.version,
  created_at: group.createdAt,
  updated_at: group.updatedAt,
});
