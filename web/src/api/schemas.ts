import type { components } from './generated/schema.d.ts';

/** Everything the API document names, for modules that need its types and nothing of the browser. */
export type Schemas = components['schemas'];
