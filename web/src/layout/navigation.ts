import {
  AlarmClock,
  Connection,
  Document,
  Files,
  FolderOpened,
  Hide,
  Histogram,
  Key,
  List,
  Monitor,
  Notebook,
  OfficeBuilding,
  Setting,
  User,
  UserFilled,
  VideoPlay,
} from '@element-plus/icons-vue';
import type { Component } from 'vue';
import type { Permission } from '../api/client.ts';

export interface Place {
  readonly to: string;
  readonly title: string;
  readonly icon: Component;
  /** Who sees it; undefined: administrators. */
  readonly permission: Permission | undefined;
  /** Message key of the heading it stands under. */
  readonly group?: string;
  /** Whether a path belongs to this place. */
  readonly holds: (path: string) => boolean;
}

/** The menu, in the order of a clerk's day: what stands in the bar of a narrow screen too. */
export const places: readonly Place[] = [
  {
    to: '/',
    title: 'nav.start',
    icon: VideoPlay,
    permission: 'runs.start',
    holds: (path) => path === '/' || path.startsWith('/start'),
  },
  {
    to: '/runs',
    title: 'nav.runs',
    icon: List,
    permission: 'runs.read',
    holds: (path) => path.startsWith('/runs'),
  },
  {
    to: '/files',
    title: 'nav.files',
    icon: Files,
    permission: 'files.read',
    holds: (path) => path.startsWith('/files'),
  },
  {
    to: '/scripts',
    title: 'nav.scripts',
    icon: Document,
    permission: 'scripts.read',
    holds: (path) => path.startsWith('/scripts'),
  },
];

/** What runs by itself, and what few need: below the menu; behind one button on a narrow screen. */
export const furtherPlaces: readonly Place[] = [
  {
    to: '/schedules',
    title: 'nav.schedules',
    icon: AlarmClock,
    permission: 'triggers.read',
    group: 'nav.automation',
    holds: (path) => path.startsWith('/schedules') || path.startsWith('/calendars'),
  },
  {
    to: '/drop-folders',
    title: 'nav.dropFolders',
    icon: FolderOpened,
    permission: 'triggers.read',
    group: 'nav.automation',
    holds: (path) => path.startsWith('/drop-folders'),
  },
  {
    to: '/webhooks',
    title: 'nav.webhooks',
    icon: Connection,
    permission: 'triggers.read',
    group: 'nav.automation',
    holds: (path) => path.startsWith('/webhooks'),
  },
  {
    to: '/users',
    title: 'nav.users',
    icon: User,
    permission: 'users.read',
    group: 'nav.people',
    holds: (path) => path.startsWith('/users'),
  },
  {
    to: '/departments',
    title: 'nav.departments',
    icon: OfficeBuilding,
    permission: 'users.read',
    group: 'nav.people',
    holds: (path) => path.startsWith('/departments'),
  },
  {
    to: '/groups',
    title: 'nav.groups',
    icon: UserFilled,
    permission: 'users.read',
    group: 'nav.people',
    holds: (path) => path.startsWith('/groups'),
  },
  {
    to: '/roles',
    title: 'nav.roles',
    icon: Key,
    permission: 'permissions.read',
    group: 'nav.people',
    holds: (path) => path.startsWith('/roles'),
  },
  {
    to: '/masks',
    title: 'nav.masks',
    icon: Hide,
    permission: 'permissions.read',
    group: 'nav.people',
    holds: (path) => path.startsWith('/masks'),
  },
  {
    to: '/queue',
    title: 'nav.queue',
    icon: Histogram,
    permission: 'queue.read',
    group: 'nav.platform',
    holds: (path) => path.startsWith('/queue'),
  },
  {
    to: '/audit',
    title: 'nav.audit',
    icon: Notebook,
    permission: 'audit.read',
    group: 'nav.platform',
    holds: (path) => path.startsWith('/audit'),
  },
  {
    to: '/administration/sessions',
    title: 'nav.sessions',
    icon: Monitor,
    permission: 'sessions.read',
    group: 'nav.platform',
    holds: (path) => path === '/administration/sessions',
  },
  {
    to: '/administration/sign-ins',
    title: 'nav.signIns',
    icon: Key,
    permission: 'sessions.read',
    group: 'nav.platform',
    holds: (path) => path === '/administration/sign-ins',
  },
  {
    to: '/administration',
    title: 'nav.administration',
    icon: Setting,
    permission: undefined,
    group: 'nav.platform',
    holds: (path) => path === '/administration',
  },
];
