import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { clientConfig, type EmulatorAccess } from './aws.ts';

/** What the platform must know of its stacks, by the names of their outputs. */
const outputsSchema = z.object({
  ApiId: z.string(),
  FilesBucket: z.string(),
  ArtifactsBucket: z.string(),
  TableName: z.string(),
});

/** The ones that are needed here, and all others by name. */
export interface Outputs extends z.output<typeof outputsSchema> {
  readonly all: Readonly<Record<string, string>>;
}

/** Reads the outputs of all finished stacks; undefined while one is missing or not whole. */
export const readOutputs = async (access: EmulatorAccess): Promise<Outputs | undefined> => {
  const client = new CloudFormationClient(clientConfig(access));
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({}));
  client.destroy();
  const whole = Stacks.filter(({ StackStatus }) =>
    ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'].includes(StackStatus ?? ''),
  );
  if (whole.length < Stacks.length) return undefined;
  const all: Record<string, string> = Object.fromEntries(
    whole.flatMap(({ Outputs: outputs = [] }) =>
      outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    ),
  );
  const parsed = outputsSchema.safeParse(all);
  return parsed.success ? { ...parsed.data, all } : undefined;
};
