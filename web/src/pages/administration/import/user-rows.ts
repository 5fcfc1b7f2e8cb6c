import { parseCsv } from '../../../preview/csv.ts';
import { type Column, columnOf } from './user-columns.ts';

/** More users than these are several files. */
export const MAX_ROWS = 1000;

/** One line of the file: what is to be made, or what is wrong with it. */
export interface UserRow {
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  /** As written. */
  readonly department: string;
  readonly departmentId: string | null;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  readonly groupIds: readonly string[];
  readonly faults: readonly RowFault[];
}

/** Why a line cannot be imported; `what` is the word that is wrong. */
export interface RowFault {
  readonly fault:
    | 'username'
    | 'email'
    | 'noRole'
    | 'role'
    | 'department'
    | 'manyDepartments'
    | 'group'
    | 'twice';
  readonly what: string;
}

/** What names in the file may mean. */
export interface KnownNames {
  /** Names and titles of roles, in small letters, with the role's name. */
  readonly roles: ReadonlyMap<string, string>;
  readonly departments: readonly { readonly id: string; readonly name: string; readonly path: string }[];
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

export type UserFile =
  | { readonly fault: 'empty' | 'noUsernames' | 'tooMany' }
  | { readonly fault: undefined; readonly rows: readonly UserRow[]; readonly unknown: readonly string[] };

const partsOf = (cell: string): string[] =>
  cell
    .split(/[;；,，、|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
const plain = (words: string): string => words.trim().toLowerCase();
const plainPath = (path: string): string => path.split('/').map(plain).join('/');

/** The department of this id, path (`Bank / East`) or name; two of one name need their paths. */
const findDepartment = (words: string, { departments }: KnownNames) => {
  const whole = departments.find(({ id, path }) => id === words || plainPath(path) === plainPath(words));
  const named = departments.filter(({ name }) => plain(name) === plain(words));
  return whole === undefined ? named : [whole];
};

/** Reads one line; `used` holds the user names of the lines before it, in small letters. */
const readRow = (
  cells: Readonly<Record<Column, string>>,
  line: number,
  known: KnownNames,
  used: Set<string>,
): UserRow => {
  const faults: RowFault[] = [];
  const { username, email, department } = cells;
  // As the API asks, which has the last word.
  if (!/^\p{L}[\p{L}\p{M}\p{N}._-]{2,63}$/u.test(username))
    faults.push({ fault: 'username', what: username });
  if (used.has(plain(username))) faults.push({ fault: 'twice', what: username });
  used.add(plain(username));
  if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) faults.push({ fault: 'email', what: email });

  const roles = partsOf(cells.roles);
  if (roles.length === 0) faults.push({ fault: 'noRole', what: '' });
  for (const role of roles) if (!known.roles.has(plain(role))) faults.push({ fault: 'role', what: role });

  const found = department === '' ? [] : findDepartment(department, known);
  if (department !== '' && found.length === 0) faults.push({ fault: 'department', what: department });
  if (found.length > 1) faults.push({ fault: 'manyDepartments', what: department });

  const groups = partsOf(cells.groups);
  const groupIds = groups.flatMap((name) => {
    const group = known.groups.find((each) => each.id === name || plain(each.name) === plain(name));
    if (group === undefined) faults.push({ fault: 'group', what: name });
    return group === undefined ? [] : [group.id];
  });
  return {
    line,
    username,
    displayName: cells.displayName,
    email,
    department,
    departmentId: found[0]?.id ?? null,
    roles: [...new Set(roles.flatMap((role) => known.roles.get(plain(role)) ?? []))],
    groups,
    groupIds: [...new Set(groupIds)],
    faults,
  };
};

/** Reads a file of users: a line of headings in any order, and a line for each. Columns nobody knows are named and left out. */
export const readUserRows = (text: string, known: KnownNames): UserFile => {
  const { rows: table, truncated } = parseCsv(text, MAX_ROWS + 2);
  const [head, ...body] = table;
  if (head === undefined) return { fault: 'empty' };
  const places = head.map(columnOf);
  if (!places.includes('username')) return { fault: 'noUsernames' };
  if (truncated || body.length > MAX_ROWS + 1) return { fault: 'tooMany' };
  const used = new Set<string>();
  const rows: UserRow[] = [];
  let line = 1 + breaksIn(head);
  for (const cells of body) {
    line += 1;
    const at = line;
    line += breaksIn(cells);
    if (cells.every((cell) => cell.trim() === '')) continue;
    const cellOf = (column: Column): string => cells[places.indexOf(column)]?.trim() ?? '';
    const values = {
      username: cellOf('username'),
      displayName: cellOf('displayName'),
      email: cellOf('email'),
      department: cellOf('department'),
      roles: cellOf('roles'),
      groups: cellOf('groups'),
    };
    rows.push(readRow(values, at, known, used));
  }
  if (rows.length > MAX_ROWS) return { fault: 'tooMany' };
  if (rows.length === 0) return { fault: 'empty' };
  const unknown = head.filter((heading, at) => places[at] === undefined && heading.trim() !== '');
  return { fault: undefined, rows, unknown };
};

/** Line ends within the quoted cells of a row: each moves the next row down. */
function breaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}
