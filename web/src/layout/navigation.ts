import { Document, Files, List, Setting, VideoPlay } from '@element-plus/icons-vue';
import type { Component } from 'vue';
import type { Permission } from '../api/client.ts';

interface Place {
  readonly to: string;
  readonly title: string;
  readonly icon: Component;
  /** Who sees it; undefined: administrators. */
  readonly permission: Permission | undefined;
  /** Whether a path belongs to this place. */
  readonly holds: (path: string) => boolean;
}

/** The menu, in the order of a clerk's day. */
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
  {
    to: '/administration',
    title: 'nav.administration',
    icon: Setting,
    permission: undefined,
    holds: (path) => path.startsWith('/administration'),
  },
];
