import * as z from 'zod';
import { platformEnvironment } from '../platform/environment.ts';

/**
 * What the scripts API reads besides the platform's keys. Its role needs the table, the objects `scripts/*` of the files
 * bucket (get, put), and to invoke InspectScript.
 */
export const scriptsEnvironment = platformEnvironment.extend({
  /** Holds the sources, below `scripts/`. */
  FILES_BUCKET: z.string().min(1),
  /** The function InspectScript: name or ARN. */
  INSPECT_FUNCTION: z.string().min(1),
});
