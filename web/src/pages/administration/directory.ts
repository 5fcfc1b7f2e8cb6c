import { api, dataOf } from '../../api/client.ts';
import type { Schemas } from '../../api/schemas.ts';

export type DirectoryUser = Schemas['DirectoryUser'];
export type Department = Schemas['Department'];
export type Group = Schemas['Group'];

/** The whole tree, each department before those below it. */
export const loadDepartments = async (signal?: AbortSignal): Promise<Department[]> =>
  (await dataOf(api.GET('/departments', signal === undefined ? {} : { signal }))).items;

/** All groups, by name: what a choice of them needs. */
export const loadGroups = async (signal?: AbortSignal): Promise<Group[]> => {
  const groups: Group[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = { page_size: 100, ...(cursor === '' ? {} : { cursor }) };
    const page: { items: Group[]; next_cursor: string | null } = await dataOf(
      api.GET('/groups', { params: { query }, ...(signal === undefined ? {} : { signal }) }),
    );
    groups.push(...page.items);
    cursor = page.next_cursor;
  }
  return groups;
};

/** A department with those above it: `Bank / East / Desk`. */
export const pathText = (departments: readonly Department[], id: string | null): string => {
  const names = new Map(departments.map((each) => [each.id, each.name]));
  const found = departments.find((each) => each.id === id);
  return found === undefined
    ? ''
    : [...found.ancestors, found.id].map((each) => names.get(each) ?? '…').join(' / ');
};
