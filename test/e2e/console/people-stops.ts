import type { Page } from 'playwright-core';
import type { Stop } from './stop.ts';

const pressFirst = (selector: string) => async (page: Page) => {
  await page.locator(selector).first().click();
  await page.locator('[role=dialog]').waitFor();
};

/** Users, departments and groups, as an administrator sees them. */
export const peopleStops: readonly Stop[] = [
  { name: 'users', path: '/users', ready: 'tbody tr' },
  {
    name: 'new-user',
    path: '/users',
    ready: 'tbody tr',
    act: pressFirst('.page-head button'),
  },
  {
    name: 'user',
    path: '/users',
    ready: 'tbody tr',
    act: async (page) => {
      await page.locator('tbody a').first().click();
      await page.locator('form.panel').waitFor();
    },
  },
  { name: 'import-users', path: '/users/import', ready: '.drop' },
  {
    name: 'import-users-lines',
    path: '/users/import',
    ready: '.drop',
    act: async (page) => {
      const lines = [
        'username,name,email,department,roles,groups,number',
        'li.na,李娜,li.na@example.com,,operator;author,,0012',
        'wang.fang,王芳,wang.fang@example.com,,操作员,,0013',
        '9lives,,not an address,Nowhere / At all,king,nobody,0014',
      ];
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
      await page.locator('[data-line="4"] .fault').first().waitFor();
    },
  },
  { name: 'departments', path: '/departments', ready: '.panel' },
  { name: 'new-department', path: '/departments', ready: '.panel', act: pressFirst('.page-head button') },
  { name: 'groups', path: '/groups', ready: '.panel' },
  { name: 'new-group', path: '/groups', ready: '.panel', act: pressFirst('.page-head button') },
];
