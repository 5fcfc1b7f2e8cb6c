import { roles as builtIn } from '../../../../../functions/platform/permissions.ts';
import { api, dataOf } from '../../../api/client.ts';
import { i18n, languages } from '../../../i18n.ts';
import { useSession } from '../../../session/session.ts';
import { loadDepartments, loadGroups, pathText } from '../directory.ts';
import { roleKeys } from '../role-words.ts';
import type { KnownNames } from './user-rows.ts';

/** What names in a file of users may mean: the directory as it is now, and roles by name or title. */
export const loadKnownNames = async (): Promise<KnownNames> => {
  const session = useSession();
  const [departments, groups, custom] = await Promise.all([
    loadDepartments(),
    loadGroups(),
    session.may('permissions.read') ? dataOf(api.GET('/roles')).then(({ items }) => items) : [],
  ]);
  const titles = builtIn.flatMap((role) =>
    // Only what is loaded has words: the page's own language at least.
    languages
      .filter((language) => i18n.global.availableLocales.includes(language))
      .map((language) => [i18n.global.t(roleKeys[role], {}, { locale: language }), role] as const),
  );
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
