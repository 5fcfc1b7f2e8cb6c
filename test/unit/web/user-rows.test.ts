import { describe, expect, it } from 'vitest';
import { csvText } from '../../../web/src/pages/administration/import/csv-text.ts';
import {
  type KnownNames,
  MAX_ROWS,
  readUserRows,
} from '../../../web/src/pages/administration/import/user-rows.ts';
import { parseCsv } from '../../../web/src/preview/csv.ts';

const known: KnownNames = {
  roles: new Map([
    ['operator', 'operator'],
    ['操作员', 'operator'],
    ['author', 'author'],
    ['华东经理', 'lead'],
  ]),
  departments: [
    { id: 'dep_1', name: '总行', path: '总行' },
    { id: 'dep_2', name: '华东', path: '总行 / 华东' },
    { id: 'dep_3', name: '柜台', path: '总行 / 华东 / 柜台' },
    { id: 'dep_4', name: '柜台', path: '总行 / 柜台' },
  ],
  groups: [{ id: 'grp_1', name: '月结' }],
};
const rowsOf = (text: string) => {
  const file = readUserRows(text, known);
  if (file.fault !== undefined) throw new Error(file.fault);
  return file.rows;
};
const faultsOf = (text: string) =>
  rowsOf(text).flatMap(({ line, faults }) => faults.map(({ fault, what }) => [line, fault, what]));

describe('a file of users', () => {
  it('is read by its headings, in either language and any order', () => {
    const [english] = rowsOf(
      'E-mail,User name,Roles,Department,Groups,Name\nli@example.com,li.na,"operator;author",dep_2,月结,李娜\n',
    );
    expect(english).toMatchObject({
      line: 2,
      username: 'li.na',
      displayName: '李娜',
      email: 'li@example.com',
      departmentId: 'dep_2',
      roles: ['operator', 'author'],
      groupIds: ['grp_1'],
      faults: [],
    });
    const [chinese] = rowsOf('\uFEFF用户名\t角色\t部门\r\n王芳芳\t操作员、华东经理\t总行/华东/柜台\r\n');
    expect(chinese).toMatchObject({ username: '王芳芳', roles: ['operator', 'lead'], departmentId: 'dep_3' });
  });

  it('says by line what is wrong, each thing of a line', () => {
    expect(
      faultsOf(
        [
          'username,email,department,roles,groups',
          'li.na,not an address,nowhere,,',
          '"li',
          'na",a@b.cn,柜台,operator;king,nobody',
          '',
          'LI.NA,,,operator,',
        ].join('\n'),
      ),
    ).toEqual([
      [2, 'email', 'not an address'],
      [2, 'noRole', ''],
      [2, 'department', 'nowhere'],
      [3, 'username', 'li\nna'],
      [3, 'role', 'king'],
      [3, 'manyDepartments', '柜台'],
      [3, 'group', 'nobody'],
      [6, 'twice', 'LI.NA'],
    ]);
  });

  it('names the columns that nobody knows', () => {
    expect(readUserRows('用户名,角色,工号\n李娜娜,操作员,0012\n', known)).toMatchObject({
      unknown: ['工号'],
    });
  });

  it.each([
    ['', 'empty'],
    ['username,roles\n', 'empty'],
    ['username,roles\n,\n', 'empty'],
    ['who,roles\nli.na,operator\n', 'noUsernames'],
    [`username,roles\n${'li.na,operator\n'.repeat(MAX_ROWS + 1)}`, 'tooMany'],
  ])('%j is no such file: %s', (text, fault) => {
    expect(readUserRows(text, known)).toEqual({ fault });
  });

  it('takes as many as it says', () => {
    const lines = Array.from({ length: MAX_ROWS }, (_, at) => `user${at},operator`);
    expect(rowsOf(['username,roles', ...lines].join('\n'))).toHaveLength(MAX_ROWS);
  });
});

describe('CSV that is saved', () => {
  it('is read back as it was, and opens as no formula', () => {
    const rows = [
      ['a', 'b "c", d', 'e\nf'],
      ['=1+1', '', '用户'],
    ];
    expect(parseCsv(csvText(rows).slice(1), 9).rows).toEqual([rows[0], ["'=1+1", '', '用户']]);
  });
});
