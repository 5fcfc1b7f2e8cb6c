import { routes } from '../platform/route.ts';
import { sessionRoutes } from './session-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';

/** Everything about who somebody is. */
export const identityRoutes = routes([...signInRoutes, ...sessionRoutes]);
