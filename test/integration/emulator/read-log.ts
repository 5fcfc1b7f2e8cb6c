import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { TestEmulator } from './start-emulator.ts';

/** All messages of a log group, or of one stream of it; none when it is not there yet. */
export const readLogGroup = async (
  emulator: TestEmulator,
  logGroupName: string,
  stream?: string,
): Promise<string[]> => {
  const client = new CloudWatchLogsClient(emulator.config);
  try {
    const { events = [] } = await client.send(
      new FilterLogEventsCommand({
        logGroupName,
        ...(stream === undefined ? {} : { logStreamNames: [stream] }),
      }),
    );
    return events.map(({ message = '' }) => message);
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return [];
    throw error;
  }
};
