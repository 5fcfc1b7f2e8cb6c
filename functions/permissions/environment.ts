import { platformEnvironment } from '../platform/environment.ts';

/** PermissionsApi. Its role needs the table. */
export const permissionsEnvironment = platformEnvironment;
