import { roles as builtIn } from '../../../../../functions/platform/permissions.ts';
import { api, dataOf } from '../../../api/client.ts';
import { useSession } from '../../../session/session.ts';
import { loadDepartments, loadGroups, pathText } from '../directory.ts';
import type { KnownNames } from './user-rows.ts';

/** What names in a file of users may mean: the directory as it is now, and roles by name or title. */
export const loadKnownNames = async (): Promise<KnownNames> => {
  const session = useSession();
  const [words, departments, groups, custom] = await Promise.all([
    // A file may be written in the other language than the one that is read here.
    Promise.all([
      import('../../../locales/zh-CN/identity.json'),
      import('../../../locales/en/identity.json'),
    ]),
    loadDepartments(),
    loadGroups(),
    session.may('permissions.read') ? dataOf(api.GET('/roles')).then(({ items }) => items) : [],
  ]);
  const titles = words.flatMap(({ role }) => builtIn.map((name) => [role[name], name] as const));
  const roles = new Map(
    [
      ...titles,
      ...custom.map(({ name, title }) => [title, name] as const),
      ...builtIn.map((role) => [role, role] as const),
      ...custom.map(({ name }) => [name, name] as const),
    ].map(([words, role]) => [words.trim().toLowerCase(), role] as const),
  );
  return {
    roles,
    groups,
    departments: departments.map(({ id, name }) => ({ id, name, path: pathText(departments, id) })),
  };
};
