import { relative } from 'node:path';
import type { DemoResult } from '../demo/merge-offices.ts';
import type { Platform } from '../platform.ts';

/** Ready to paste: sign in, then start a script and read the result in the answer. */
const curlLines = (url: string, passwordFile: string): string => `
  TOKEN=$(curl -s ${url}/api/v1/auth/login -H 'Content-Type: application/json' \\
    -d "{\\"username\\": \\"administrator\\", \\"password\\": \\"$(cat ${passwordFile})\\"}" | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
  curl -s ${url}/api/v1/scripts/upload -H "Authorization: Bearer $TOKEN" -F file=@examples/demo01.py
  curl -s -X POST ${url}/api/v1/scripts/execute/demo01 -H "Authorization: Bearer $TOKEN"`;

/** What a person needs to know once everything runs. */
export const describePlatform = (
  platform: Platform,
  demo: DemoResult | undefined,
  stays: boolean,
): string => {
  const file = relative(process.cwd(), platform.home.adminPassword);
  return [
    '',
    `  OpenScript is ready      ${platform.url}`,
    `  administrator            ${platform.administrator}`,
    `  password                 ${platform.adminPassword}   (kept in ${file})`,
    ...(demo === undefined ? [] : [`  merged workbook          ${relative(process.cwd(), demo.path)}`]),
    ...(stays
      ? [curlLines(platform.url, file), '', '  Ctrl-C stops it; the next npm start finds the data.']
      : []),
    '',
  ].join('\n');
};
