/** Every way to say no: code → HTTP status → sentence. Answers are RFC 9457 problem details with this stable code. */
export const FAILURES = {
  body: [400, 'The body cannot be parsed.'],
  request: [400, 'The request does not have the expected form.'],
  metric: [400, 'This metric cannot be asked for here; GET /api/metrics lists those there are.'],
  dimension: [400, 'The metric cannot be grouped or filtered by this dimension.'],
  combination: [400, 'These dimensions cannot be combined.'],
  window: [400, 'The window, step or comparison is not possible here.'],
  layout: [400, 'The document is no layout.'],
  key: [401, 'The credential is missing or wrong.'],
  forbidden: [403, 'The credential does not allow this.'],
  host: [403, 'Without a password only requests to a loopback host name are answered.'],
  origin: [403, 'The page that asks comes from another origin.'],
  not_found: [404, 'There is nothing here by this name.'],
  method: [405, 'This address does not take this method; Allow names those it takes.'],
  timeout: [408, 'The request did not arrive in time.'],
  conflict: [409, 'Somebody else changed this in the meantime.'],
  frozen: [409, 'Publishing is frozen; send {"confirm": true} to publish all the same.'],
  precondition: [412, 'What stands here is not the version that this was made upon.'],
  too_large: [413, 'The body is larger than 8 MiB, also after decompression.'],
  media_type: [415, 'A body of this content type is not read here.'],
  reference: [422, 'It names something that is not there.'],
  unconditional: [428, 'This is there already; send If-Match with the ETag that you read.'],
  headers: [431, 'The headers of the request are too large.'],
  rate: [429, 'Too many requests for this key.'],
  internal: [500, 'Something failed on our side; it is in the log under this id.'],
  log: [503, 'The log cannot be written at the moment; send the whole body again.'],
  memory: [503, 'Redis has too little memory left; send the whole body again later.'],
  disk: [503, 'The disk has too little room left; send the whole body again later.'],
  lag: [503, 'Counting lags too far behind; send the whole body again later.'],
  loading: [503, 'The numbers are being loaded; ask again in a moment.'],
  store: [503, 'Redis does not answer at the moment; ask again.'],
  draining: [503, 'The server is stopping; send the whole body again.'],
} as const satisfies Record<string, readonly [number, string]>;
export type FailureCode = keyof typeof FAILURES;

/** RFC 9457 problem details. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: FailureCode;
  detail?: string;
  /** Which field, JSON path from the body. */
  path?: string;
  /** Everything that is wrong, when it is more than one thing. */
  faults?: readonly Fault[];
}
/** One thing that is wrong: where (JSON path) and what. */
export interface Fault {
  path: string;
  message: string;
}

/** Thrown at the edges only; pure functions return unions. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly path: string | undefined;
  readonly retryAfter: number | undefined;
  readonly faults: readonly Fault[] | undefined;
  constructor(
    code: FailureCode,
    detail?: string,
    where: { path?: string; retryAfter?: number; faults?: readonly Fault[] } = {},
  ) {
    super(detail ?? FAILURES[code][1]);
    this.code = code;
    this.path = where.path;
    this.retryAfter = where.retryAfter;
    this.faults = where.faults;
  }
  /** The same failure of a part: its path, and its sentence where that begins with the path, from the whole. */
  under(part: string): Failure {
    const { code, message, path, retryAfter, faults } = this;
    const where = { path: path ? `${part}.${path}` : part, ...(retryAfter === undefined ? {} : { retryAfter }) };
    const detail = path && message.startsWith(`${path}:`) ? `${part}.${message}` : message;
    return new Failure(code, detail, { ...where, ...(faults ? { faults } : {}) });
  }
  get status(): number {
    return FAILURES[this.code][0];
  }
  problem(): Problem {
    const [status, title] = FAILURES[this.code];
    return {
      type: `/problems/${this.code}`,
      title,
      status,
      code: this.code,
      ...(this.message === title ? {} : { detail: this.message }),
      ...(this.path === undefined ? {} : { path: this.path }),
      ...(this.faults === undefined ? {} : { faults: this.faults }),
    };
  }
}

/** Starting is refused, in one sentence for a person: a wrong setting, a taken port, a Redis that would lose data. Trying again does not help. */
export class Refusal extends Error {}
/** What a process exits with after a Refusal, so that its supervisor stops instead of starting it again (EX_CONFIG). */
export const REFUSED_EXIT = 78;
