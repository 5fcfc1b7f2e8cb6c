import { routes } from '../platform/route.ts';
import { sessionRoutes } from './session-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';

export { challengeSchema, tokensSchema } from './challenge-schema.ts';
export { passwordSchema, usernameSchema, userSchema } from './user-schema.ts';

/** Everything about who somebody is. */
export const identityRoutes = routes([...signInRoutes, ...sessionRoutes]);
