/** `node local/logs.ts [--home DIR] [--last N] [WORD]`: what the functions and tasks of a running platform wrote to CloudWatch Logs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { clientConfig } from './platform/aws.ts';
import { root } from './platform/places.ts';
import { readRunning } from './platform/running.ts';

const { values, positionals } = parseArgs({
  options: {
    home: { type: 'string', default: process.env.OPENSCRIPT_HOME || join(root, '.openscript') },
    last: { type: 'string', default: '20' },
  },
  allowPositionals: true,
});
const word = (positionals[0] ?? '').toLowerCase();
const running = readRunning(join(values.home, 'running.json'));
if (running === undefined) {
  console.error(`no platform runs from ${values.home}; name its folder with --home`);
  process.exit(1);
}
const secret = readFileSync(join(values.home, 'signing-secret'), 'utf8').trim();
const client = new CloudWatchLogsClient(clientConfig({ endpoint: running.endpoint, secret }));
const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({ limit: 50 }));
for (const { logGroupName = '' } of logGroups) {
  if (!logGroupName.toLowerCase().includes(word)) continue;
  const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName }));
  // Every call's start and end are noted besides; they say nothing.
  const lines = events
    .filter(({ message = '' }) => !/^(START|END|REPORT) /.test(message))
    .slice(-Number(values.last));
  if (lines.length > 0) console.log(`\n── ${logGroupName}`);
  for (const { timestamp = 0, message = '' } of lines)
    console.log(`${new Date(timestamp).toISOString().slice(11, 23)} ${message}`);
}
