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
    path: '/users?q=keji',
    ready: 'tbody tr',
    act: async (page) => {
      await page.locator('tbody a').first().click();
      await page.locator('form.panel').waitFor();
    },
  },
  { name: 'departments', path: '/departments', ready: '.panel' },
  { name: 'new-department', path: '/departments', ready: '.panel', act: pressFirst('.page-head button') },
  { name: 'groups', path: '/groups', ready: '.panel' },
  { name: 'new-group', path: '/groups', ready: '.panel', act: pressFirst('.page-head button') },
];
