import type { Duration } from 'aws-cdk-lib';
import { type Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Bindable } from './node-function.ts';
import { PlatformFunction } from './platform-function.ts';

export interface PythonFunctionProps {
  readonly description: string;
  readonly code: Code;
  /** `package.module.function` */
  readonly handler: string;
  /** MB. */
  readonly memory: number;
  readonly timeout: Duration;
}

/** A Lambda function of Python that gets all it needs in its event and may do nothing but write its own log. */
export class PythonFunction extends PlatformFunction {
  constructor(scope: Construct, id: string, props: PythonFunctionProps) {
    super(scope, id, { ...props, runtime: Runtime.PYTHON_3_13 });
    acknowledge(this.lambda, {
      L1: 'the Python of the runner’s image: a script is read by the grammar it will be run with',
    });
  }

  /** Lets a function call this one, and tells it the name under the given key. */
  bind<Key extends string>(fn: Bindable<Key>, key: Key): void {
    this.grantInvoke(fn);
    fn.set(key, this.lambda.functionName);
  }
}
