import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import type { JsonObject } from './json-schemas.ts';

const header = `/**
 * The API's types for the console's client, made from docs/openapi.json by \`npm run generate\`.
 * Not edited by hand.
 */

`;

/** The console's client types: `paths`, `components` and `operations`, as openapi-fetch takes them. */
export const makeConsoleTypes = async (document: JsonObject): Promise<string> =>
  header + astToString(await openapiTS(document as unknown as OpenAPI3, { alphabetize: true }));
