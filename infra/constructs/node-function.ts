import type { Duration } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { z } from 'zod';
import type { NodeEntry } from './bundling.ts';
import { nodeCode } from './node-bundles.ts';
import { PlatformFunction } from './platform-function.ts';

/** The keys of a function's environment schema that the stack sets; `AWS_…` ones are the runtime's. */
export type EnvironmentKey<Schema extends z.ZodObject> = Exclude<
  Extract<keyof z.input<Schema>, string>,
  `AWS_${string}`
>;

/**
 * What can be bound to a resource: something that is granted access and told the resource's name under a key that its
 * environment schema knows. A function whose schema lacks the key does not compile.
 */
export interface Bindable<Key extends string> extends IGrantable {
  readonly set: (key: Key, value: string) => void;
}

export interface NodeFunctionProps<Schema extends z.ZodObject> {
  readonly description: string;
  /** The schema the function reads its configuration with (its domain's `environment.ts`). */
  readonly environment: Schema;
  /** MB. */
  readonly memory: number;
  readonly timeout: Duration;
}

/** A Lambda function of TypeScript; its id names its entry file (`nodeEntries`). */
export class NodeFunction<Schema extends z.ZodObject>
  extends PlatformFunction
  implements Bindable<EnvironmentKey<Schema>>
{
  /** Sets one key of the environment. */
  readonly set: (key: EnvironmentKey<Schema>, value: string) => void;

  constructor(scope: Construct, id: NodeEntry, props: NodeFunctionProps<Schema>) {
    super(scope, id, {
      description: props.description,
      code: nodeCode(scope, id),
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      memory: props.memory,
      timeout: props.timeout,
    });
    const keys = new Set<string>();
    this.set = (key, value) => {
      keys.add(key);
      this.lambda.addEnvironment(key, value);
    };
    this.node.addValidation({ validate: () => missingKeys(id, props.environment, keys) });
  }
}

/** Faults found at synthesis: a key that the function will not start without. */
const missingKeys = (id: string, schema: z.ZodObject, set: ReadonlySet<string>): string[] =>
  Object.entries(schema.shape)
    .filter(([key, value]) => !key.startsWith('AWS_') && !set.has(key) && !value.safeParse(undefined).success)
    .map(([key]) => `${id} is not told ${key}: bind it to what has it`);
