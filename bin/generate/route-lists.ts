import { auditRoutes } from '../../functions/audit/contract.ts';
import { directoryRoutes } from '../../functions/directory/contract.ts';
import { dropFoldersRoutes } from '../../functions/drop-folders/contract.ts';
import { federationRoutes } from '../../functions/federation/contract.ts';
import { filesRoutes } from '../../functions/files/contract.ts';
import { identityRoutes } from '../../functions/identity/contract.ts';
import { imBridgeRoutes } from '../../functions/im-bridge/contract.ts';
import { permissionsRoutes } from '../../functions/permissions/contract.ts';
import type { Route } from '../../functions/platform/route.ts';
import { queueRoutes } from '../../functions/queue/contract.ts';
import { runsRoutes } from '../../functions/runs/contract.ts';
import { schedulesRoutes } from '../../functions/schedules/contract.ts';
import { scriptsRoutes } from '../../functions/scripts/contract.ts';
import { systemRoutes } from '../../functions/system/contract.ts';
import { webhooksRoutes } from '../../functions/webhooks/contract.ts';

/** One domain of the API: its folder's name, which is the tag in the document, and its routes. */
export interface RouteList {
  readonly domain: string;
  readonly description: string;
  readonly routes: readonly Route[];
}

/** Every route of the API. A domain that is not here has no routes. */
export const routeLists: readonly RouteList[] = [
  { domain: 'identity', description: 'Users, sign-in and sessions', routes: identityRoutes },
  { domain: 'directory', description: 'Users, departments and groups', routes: directoryRoutes },
  { domain: 'permissions', description: 'Roles, policies and grants', routes: permissionsRoutes },
  { domain: 'federation', description: 'Sign-in through other providers', routes: federationRoutes },
  { domain: 'im-bridge', description: 'Messengers as OpenID providers', routes: imBridgeRoutes },
  { domain: 'scripts', description: 'Scripts and their versions', routes: scriptsRoutes },
  { domain: 'files', description: 'Input files', routes: filesRoutes },
  { domain: 'runs', description: 'Runs, their logs, artifacts and tables', routes: runsRoutes },
  { domain: 'queue', description: 'Slots, and the runs that wait for one', routes: queueRoutes },
  { domain: 'drop-folders', description: 'Drop folders, their sets and strays', routes: dropFoldersRoutes },
  {
    domain: 'schedules',
    description: 'Schedules, the ledger of their ticks, business calendars',
    routes: schedulesRoutes,
  },
  { domain: 'webhooks', description: 'Webhooks and their deliveries', routes: webhooksRoutes },
  { domain: 'audit', description: 'Who did what: the audit log and its signed archive', routes: auditRoutes },
  { domain: 'system', description: 'Health and this document', routes: systemRoutes },
];
