/**
 * The platform's errors. One class, few stable codes; the HTTP status follows from the code.
 *
 *   ApiError
 *   ├── 40001 validationFailed   every faulty field is named
 *   ├── 40101 notSignedIn        token missing, bad or expired
 *   ├── 40301 notAllowed
 *   ├── 40401 notFound           no such thing, or not yours to see: the same words for both
 *   ├── 40901 conflict           name taken, stale version, wrong state for this action
 *   ├── 41301 tooLarge
 *   ├── 42901 tooMany            with the seconds to wait
 *   ├── 50001 internal           nothing beyond the request id leaves
 *   └── 50301 unavailable        a dependency is unavailable; safe to retry
 */
import type { Text } from './text.ts';
import { text } from './text.ts';

export const errorCodes = {
  validationFailed: 40001,
  notSignedIn: 40101,
  notAllowed: 40301,
  notFound: 40401,
  conflict: 40901,
  tooLarge: 41301,
  tooMany: 42901,
  internal: 50001,
  unavailable: 50301,
} as const;

export type ErrorCode = (typeof errorCodes)[keyof typeof errorCodes];

/** One faulty field: its path as the caller wrote it (`parameters.month`), and what to do about it. */
export interface FieldError {
  readonly field: string;
  readonly message: Text;
  /** Extra facts for programs, such as `line` and `column` of an error in a script. */
  readonly details?: Readonly<Record<string, string | number | null>>;
}

/** What a program must tell apart within one code: `step_up_required` asks for `POST /auth/step-up` first. */
export type ErrorReason = 'step_up_required';

/** An answer that is an error. `retryAfter` is in seconds. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  readonly text: Text;
  readonly fields: readonly FieldError[];
  readonly retryAfter: number | undefined;
  readonly reason: ErrorReason | undefined;

  constructor(
    code: ErrorCode,
    words: Text,
    options: {
      fields?: readonly FieldError[];
      retryAfter?: number;
      reason?: ErrorReason;
      cause?: unknown;
    } = {},
  ) {
    super(words.en, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.text = words;
    this.fields = options.fields ?? [];
    this.retryAfter = options.retryAfter;
    this.reason = options.reason;
  }

  /** The true HTTP status: the first three digits of the code. */
  get status(): number {
    return Math.floor(this.code / 100);
  }
}

export const validationFailed = (fields: readonly FieldError[]): ApiError =>
  new ApiError(errorCodes.validationFailed, text('the request is not valid', '请求内容不正确'), { fields });

/** A validation error of a single field. */
export const invalidField = (
  field: string,
  message: Text,
  details?: Readonly<Record<string, string | number | null>>,
): ApiError => validationFailed([details === undefined ? { field, message } : { field, message, details }]);

export const notSignedIn = (
  words: Text = text(
    'sign in first: the access token is missing, not valid or expired',
    '请先登录：访问令牌缺失、无效或已过期',
  ),
): ApiError => new ApiError(errorCodes.notSignedIn, words);

export const notAllowed = (permission: string): ApiError =>
  new ApiError(
    errorCodes.notAllowed,
    text(
      `your roles do not include the permission ${permission}; ask an administrator`,
      `您的角色没有权限 ${permission}，请联系管理员`,
    ),
  );

/** What only somebody may do who has just shown who they are. */
export const stepUpRequired = (): ApiError =>
  new ApiError(
    errorCodes.notAllowed,
    text(
      'confirm first that it is you, with your password or a code (POST /auth/step-up)',
      '请先用密码或验证码确认是您本人（POST /auth/step-up）',
    ),
    { reason: 'step_up_required' },
  );

/** The same words whether the thing is absent or somebody else's, so that ids cannot be probed. */
export const notFound = (): ApiError =>
  new ApiError(errorCodes.notFound, text('no such thing, or it is not yours to see', '不存在，或您无权查看'));

export const conflict = (words: Text, fields: readonly FieldError[] = []): ApiError =>
  new ApiError(errorCodes.conflict, words, { fields });

export const tooLarge = (words: Text, fields: readonly FieldError[] = []): ApiError =>
  new ApiError(errorCodes.tooLarge, words, { fields });

export const tooMany = (words: Text, retryAfter: number): ApiError =>
  new ApiError(errorCodes.tooMany, words, { retryAfter });

export const unavailable = (cause?: unknown): ApiError =>
  new ApiError(
    errorCodes.unavailable,
    text('a service we depend on does not answer; try again in a moment', '依赖的服务暂时不可用，请稍后重试'),
    { retryAfter: 2, ...(cause === undefined ? {} : { cause }) },
  );
