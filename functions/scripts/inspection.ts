import { type InspectScriptEvent, inspectScriptAnswer } from '../../events/lambda/inspect-script.ts';
import { invalidField, validationFailed } from '../platform/errors.ts';
import { FunctionFailed, type InvokeFunction } from '../platform/function-failed.ts';
import { text } from '../platform/text.ts';
import type { ParametersSchema } from './script.ts';

/** What the inspection reads from a source without executing it. */
export interface Inspected {
  readonly summary: string;
  readonly description: string;
  readonly parameters: ParametersSchema;
}

/** Throws 40001 with the field `file` and line and column of each fault. */
export type Inspect = (fileName: string, source: Uint8Array) => Promise<Inspected>;

/**
 * What an inspection may say of a script, in bytes of JSON: far above any form that a person fills in, far below an
 * item of the table (400 KB), and a hundred of them in a list stay below what a function may answer (6 MB).
 */
const MAX_INSPECTED_BYTES = 32 * 1024;

const tooComplex = text(
  'is too long or too deeply nested to be inspected; split it or simplify its expressions',
  '过长或嵌套过深，无法检查；请拆分脚本或简化表达式',
);

/** Inspection by the function InspectScript: the same Python code that binds arguments in the runner. */
export const makeInspect =
  (invoke: InvokeFunction, functionName: string): Inspect =>
  async (fileName, source) => {
    const event: InspectScriptEvent = {
      file_name: fileName,
      source_base64: Buffer.from(source).toString('base64'),
    };
    const answer = inspectScriptAnswer.parse(
      await invoke(functionName, event).catch((thrown: unknown) => {
        if (thrown instanceof FunctionFailed && thrown.exhausted) throw invalidField('file', tooComplex);
        throw thrown;
      }),
    );
    if (!answer.ok)
      throw validationFailed(
        answer.errors.map(({ messages, ...place }) => ({ field: 'file', message: messages, details: place })),
      );
    const { summary, description, parameters } = answer;
    const inspected = { summary, description, parameters };
    if (Buffer.byteLength(JSON.stringify(inspected)) > MAX_INSPECTED_BYTES)
      throw invalidField(
        'file',
        text(
          'has parameters and texts of main that take more than 32 KiB; shorten them',
          'main 的参数与说明超过 32 KiB，请精简',
        ),
      );
    return inspected;
  };
