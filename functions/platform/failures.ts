import { ApiError, errorCodes, unavailable } from './errors.ts';
import { text } from './text.ts';

/** AWS error names (and Node's connection errors) that mean: a dependency is unavailable, a retry may succeed. */
const transient = new Set([
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'LimitExceededException',
  'TooManyFailedAttemptsException',
  'TransactionInProgressException',
  'InternalServerError',
  'InternalFailure',
  'InternalErrorException',
  'InternalServiceError',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'SlowDown',
  'TimeoutError',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'NetworkingError',
]);

/** Libraries wrap: ElectroDB's error has DynamoDB's as its cause. Deeper than this nobody wraps. */
const MAX_CAUSES = 5;

/** The names and codes of an error and of its causes. */
const namesOf = (thrown: unknown): string[] => {
  const names: string[] = [];
  let at = thrown;
  for (let depth = 0; depth < MAX_CAUSES && typeof at === 'object' && at !== null; depth += 1) {
    const { name, code, cause } = at as { name?: unknown; code?: unknown; cause?: unknown };
    names.push(...[name, code].filter((word): word is string => typeof word === 'string'));
    at = cause;
  }
  return names;
};

/** Whether a failure is, or was caused by, the AWS error of this name. */
export const isAwsError = (thrown: unknown, name: string): boolean => namesOf(thrown).includes(name);

/** Whether a conditional write found another state than it asked for. */
export const isConditionFailure = (thrown: unknown): boolean =>
  isAwsError(thrown, 'ConditionalCheckFailedException');

/** Whether a failure of a dependency may pass by itself. */
export const isTransient = (thrown: unknown): boolean => namesOf(thrown).some((name) => transient.has(name));

/** The one mapper from anything thrown to an answer: 5xx texts never carry what was thrown. */
export const toApiError = (thrown: unknown): ApiError => {
  if (thrown instanceof ApiError) return thrown;
  if (isTransient(thrown)) return unavailable(thrown);
  return new ApiError(
    errorCodes.internal,
    text(
      'something went wrong on our side; quote the request id to an administrator',
      '系统内部错误，请将请求编号告知管理员',
    ),
    { cause: thrown },
  );
};
