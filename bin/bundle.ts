/** `node bin/bundle.ts FOLDER`: bundles every Lambda function of TypeScript into `FOLDER/<its name>`, all at once. */
import { bundleAll } from '../infra/constructs/bundle-all.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('which folder?');
await bundleAll(folder);
