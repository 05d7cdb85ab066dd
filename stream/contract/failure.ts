/**
 * Every way to say no: code → HTTP status → sentence → what happens and what helps, where whoever says no has nothing more
 * exact to tell. Answers are RFC 9457 problem details with this stable code.
 */
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
  scope: [
    403,
    'This lies outside the scope of the screen.',
    'A screen with a scope is sent the numbers of its channels and shops only; PUT /api/screens/:id changes it.',
  ],
  host: [403, 'Without a password only requests to a loopback host name are answered.'],
  origin: [
    403,
    'The page that asks comes from another origin.',
    'A browser may change something only from a page of this host and port; a program sends "Authorization: Bearer <token>".',
  ],
  not_found: [
    404,
    'There is nothing here by this name.',
    'GET /api/openapi.json names every address of the interface.',
  ],
  method: [405, 'This address does not take this method; Allow names those it takes.'],
  timeout: [408, 'The request did not arrive in time.', 'The line was too slow or stood still; send it again, whole.'],
  conflict: [409, 'Somebody else changed this in the meantime.'],
  frozen: [409, 'Publishing is frozen; send {"confirm": true} to publish all the same.'],
  referenced: [409, 'Something else refers to it.'],
  archived: [409, 'It is archived; put it back first.'],
  precondition: [412, 'What stands here is not the version that this was made upon.'],
  too_large: [413, 'More was sent than is taken here.'],
  media_type: [
    415,
    'A body of this content type is not read here.',
    'The content-type must be one that GET /api/openapi.json names for this address.',
  ],
  reference: [422, 'It names something that is not there.'],
  unconditional: [
    428,
    'This is there already; send If-Match with the ETag that you read.',
    'GET answers what stands there with its ETag; If-Match: * saves over whatever stands there.',
  ],
  headers: [
    431,
    'The headers of the request are too large.',
    'All of them together have at most 16 KiB; cookies of other sites on this host count, too.',
  ],
  rate: [429, 'More was asked than may be asked in this time.'],
  waiting: [429, 'Too many devices wait to become screens.'],
  attempts: [429, 'Too many attempts with what is wrong came from this address.'],
  internal: [
    500,
    'Something failed on our side; it is in the log under this id.',
    'The log of the server says what, at this moment.',
  ],
  log: [503, 'The log cannot be written at the moment; send the whole body again.'],
  memory: [
    503,
    'Redis has too little memory left; send the whole body again later.',
    'Redis fills more than 85 % of what it may use, its maxmemory or the machine; whoever runs it gives it more.',
  ],
  disk: [
    503,
    'The disk has too little room left; send the whole body again later.',
    'Less than 1 GiB, of a small disk less than a fifth, is free where Redis keeps its files; whoever runs it makes room.',
  ],
  lag: [
    503,
    'Counting lags too far behind; send the whole body again later.',
    'What is accepted already is counted first: more would only make every wall older.',
  ],
  loading: [
    503,
    'The numbers are being loaded; ask again in a moment.',
    'The server has just started and reads what was counted: some seconds, with ten million orders half a minute.',
  ],
  store: [
    503,
    'Redis does not answer at the moment; ask again.',
    'It is away, or loads its files after a start; the server finds it again by itself.',
  ],
  draining: [
    503,
    'The server is stopping; send the whole body again.',
    'It finishes what is under way and ends within 10 s; its successor answers at the same address.',
  ],
} as const satisfies Record<string, readonly [number, string, string?]>;
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
  /** When it may be tried again, whole seconds: also where an answer has no Retry-After. */
  retryAfter?: number;
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
    super(detail ?? FAILURES[code][2] ?? FAILURES[code][1]);
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
    const seconds = this.retryAfter === undefined ? undefined : Math.ceil(this.retryAfter);
    const wait = seconds === undefined ? '' : ` Try again in ${seconds} s.`;
    return {
      type: `/problems/${this.code}`,
      title,
      status,
      code: this.code,
      ...(this.message === title ? {} : { detail: this.message + wait }),
      ...(this.path === undefined ? {} : { path: this.path }),
      ...(seconds === undefined ? {} : { retryAfter: seconds }),
      ...(this.faults === undefined ? {} : { faults: this.faults }),
    };
  }
}

/** Starting is refused, in one sentence for a person: a wrong setting, a taken port, a Redis that would lose data. Trying again does not help. */
export class Refusal extends Error {}
/** What a process exits with after a Refusal, so that its supervisor stops instead of starting it again (EX_CONFIG). */
export const REFUSED_EXIT = 78;
