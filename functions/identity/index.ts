/** What the other domains may use of identity. */
export { openApiPlatform } from './api-platform.ts';
