/** What the other domains may use of identity. */
export { type OpenPlatform, openApiPlatform } from './api-platform.ts';
export { type AuthenticateDependencies, makeAuthenticate } from './authenticate.ts';
