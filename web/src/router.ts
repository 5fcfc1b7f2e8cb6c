import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import type { Permission } from './api/client.ts';
import { noteTrouble } from './api/connection.ts';
import { i18n } from './i18n.ts';
import type { useSession } from './session/session.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** Open without signing in. */
    open?: boolean;
    permission?: Permission;
    /** Message key of the page's name. */
    title: string;
  }
}

const page = (
  path: string,
  name: string,
  title: string,
  component: RouteRecordRaw['component'],
  permission?: Permission,
): RouteRecordRaw =>
  ({
    path,
    name,
    component,
    props: true,
    meta: permission === undefined ? { title } : { title, permission },
  }) as RouteRecordRaw;

const opened = (
  path: string,
  name: string,
  title: string,
  component: RouteRecordRaw['component'],
): RouteRecordRaw => ({ path, name, component, meta: { title, open: true } }) as RouteRecordRaw;

const routes: RouteRecordRaw[] = [
  opened('/sign-in', 'sign-in', 'signIn.title', () => import('./pages/sign-in/sign-in-page.vue')),
  opened('/welcome', 'welcome', 'welcome.title', () => import('./pages/sign-in/welcome-page.vue')),
  opened(
    '/invitation',
    'invitation',
    'invitation.title',
    () => import('./pages/sign-in/invitation-page.vue'),
  ),
  opened('/register', 'register', 'register.title', () => import('./pages/sign-in/register-page.vue')),
  opened('/forgot', 'forgot', 'forgot.title', () => import('./pages/sign-in/forgot-page.vue')),
  page('/', 'start', 'nav.start', () => import('./pages/start/start-page.vue'), 'scripts.read'),
  page(
    '/start/:name',
    'start-script',
    'nav.start',
    () => import('./pages/start/start-page.vue'),
    'scripts.read',
  ),
  page('/runs', 'runs', 'nav.runs', () => import('./pages/runs/runs-page.vue'), 'runs.read'),
  page('/runs/:id', 'run', 'nav.run', () => import('./pages/run/run-page.vue'), 'runs.read'),
  page('/files', 'files', 'nav.files', () => import('./pages/files/files-page.vue'), 'files.read'),
  page(
    '/scripts',
    'scripts',
    'nav.scripts',
    () => import('./pages/scripts/scripts-page.vue'),
    'scripts.read',
  ),
  page(
    '/scripts/new',
    'new-script',
    'nav.newScript',
    () => import('./pages/scripts/upload-page.vue'),
    'scripts.upload',
  ),
  page(
    '/scripts/:name',
    'script',
    'nav.script',
    () => import('./pages/scripts/script-page.vue'),
    'scripts.read',
  ),
  page(
    '/scripts/:name/new-version',
    'new-version',
    'nav.newVersion',
    () => import('./pages/scripts/upload-page.vue'),
    'scripts.upload',
  ),
  page(
    '/schedules',
    'schedules',
    'nav.schedules',
    () => import('./pages/schedules/schedules-page.vue'),
    'triggers.read',
  ),
  page(
    '/schedules/new',
    'new-schedule',
    'nav.newSchedule',
    () => import('./pages/schedules/schedule-form-page.vue'),
    'triggers.manage',
  ),
  page(
    '/schedules/calendars',
    'calendars',
    'nav.calendars',
    () => import('./pages/schedules/calendars-page.vue'),
    'triggers.read',
  ),
  page(
    '/schedules/:id',
    'schedule',
    'nav.schedule',
    () => import('./pages/schedules/schedule-page.vue'),
    'triggers.read',
  ),
  page(
    '/drop-folders',
    'drop-folders',
    'nav.dropFolders',
    () => import('./pages/drop-folders/drop-folders-page.vue'),
    'triggers.read',
  ),
  page(
    '/drop-folders/new',
    'new-drop-folder',
    'nav.newDropFolder',
    () => import('./pages/drop-folders/drop-folder-form-page.vue'),
    'triggers.manage',
  ),
  page(
    '/drop-folders/:id',
    'drop-folder',
    'nav.dropFolder',
    () => import('./pages/drop-folders/drop-folder-page.vue'),
    'triggers.read',
  ),
  page(
    '/webhooks',
    'webhooks',
    'nav.webhooks',
    () => import('./pages/webhooks/webhooks-page.vue'),
    'triggers.read',
  ),
  page(
    '/webhooks/new',
    'new-webhook',
    'nav.newWebhook',
    () => import('./pages/webhooks/webhook-form-page.vue'),
    'triggers.manage',
  ),
  page(
    '/webhooks/:id',
    'webhook',
    'nav.webhook',
    () => import('./pages/webhooks/webhook-page.vue'),
    'triggers.read',
  ),
  page(
    '/roles',
    'roles',
    'nav.roles',
    () => import('./pages/administration/roles-page.vue'),
    'permissions.read',
  ),
  page(
    '/masks',
    'masks',
    'nav.masks',
    () => import('./pages/administration/masks-page.vue'),
    'permissions.read',
  ),
  page('/users', 'users', 'nav.users', () => import('./pages/administration/users-page.vue'), 'users.read'),
  page(
    '/users/import',
    'import-users',
    'nav.importUsers',
    () => import('./pages/administration/import/import-page.vue'),
    'users.manage',
  ),
  page('/users/:id', 'user', 'nav.user', () => import('./pages/administration/user-page.vue'), 'users.read'),
  page(
    '/departments',
    'departments',
    'nav.departments',
    () => import('./pages/administration/departments-page.vue'),
    'users.read',
  ),
  page(
    '/groups',
    'groups',
    'nav.groups',
    () => import('./pages/administration/groups-page.vue'),
    'users.read',
  ),
  page(
    '/groups/:id',
    'group',
    'nav.group',
    () => import('./pages/administration/group-page.vue'),
    'users.read',
  ),
  page('/queue', 'queue', 'nav.queue', () => import('./pages/queue/queue-page.vue'), 'queue.read'),
  page('/audit', 'audit', 'nav.audit', () => import('./pages/audit/audit-page.vue'), 'audit.read'),
  page('/account', 'account', 'nav.account', () => import('./pages/account/account-page.vue')),
  page(
    '/administration',
    'administration',
    'nav.administration',
    () => import('./pages/administration/administration-page.vue'),
  ),
  page(
    '/administration/sessions',
    'sessions',
    'nav.sessions',
    () => import('./pages/administration/sessions-page.vue'),
    'sessions.read',
  ),
  page(
    '/administration/sign-ins',
    'sign-ins',
    'nav.signIns',
    () => import('./pages/administration/sign-ins-page.vue'),
    'sessions.read',
  ),
  {
    path: '/:path(.*)*',
    name: 'absent',
    component: () => import('./pages/absent-page.vue'),
    meta: { title: 'absent.title' },
  },
];

/** The console's pages; whoever is not signed in goes to the sign-in page and comes back afterwards. */
export const makeRouter = (session: ReturnType<typeof useSession>) => {
  const router = createRouter({
    history: createWebHistory(),
    routes,
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
  router.beforeEach(async (to) => {
    await session.restore();
    if (to.meta.open === true || session.signedIn || session.unreachable) return true;
    return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
  });
  router.afterEach((to) => {
    document.title = `${i18n.global.t(to.meta.title)} · OpenScript`;
  });
  router.onError((error, to) => {
    if (!/dynamically imported module|module script|preload/i.test(String(error))) return;
    if (!navigator.onLine) {
      noteTrouble('offline');
      window.addEventListener('online', () => void router.push(to.fullPath), { once: true });
      return;
    }
    // A tab that was open while a new console was deployed asks for chunks that are gone: load the page anew, once.
    const mark = 'openscript.reloaded';
    if (sessionStorage.getItem(mark) === to.fullPath) return;
    sessionStorage.setItem(mark, to.fullPath);
    location.assign(to.fullPath);
  });
  return router;
};
