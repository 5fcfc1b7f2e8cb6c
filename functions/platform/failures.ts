import { ApiError, errorCodes, unavailable } from './errors.ts';
import { text } from './text.ts';

/** AWS error names (and Node's connection errors) that mean: a dependency is unavailable, a retry may succeed. */
const transient = new Set([
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'InternalServerError',
  'InternalFailure',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'SlowDown',
  'TimeoutError',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'NetworkingError',
]);

const nameOf = (thrown: unknown): string[] => {
  if (typeof thrown !== 'object' || thrown === null) return [];
  const { name, code } = thrown as { name?: unknown; code?: unknown };
  return [name, code].filter((word): word is string => typeof word === 'string');
};

/** Whether a failure of a dependency may pass by itself. */
export const isTransient = (thrown: unknown): boolean => nameOf(thrown).some((name) => transient.has(name));

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
