import { type Admitted, type EventType, ORDER_TYPES, STOCK_TYPES } from '../contract/admitted.ts';
import { eventSchemas } from '../contract/event.ts';
import { type Refusal, shown } from '../contract/field.ts';
import { DAY_MS, FUTURE_MS } from '../contract/settings.ts';
import { brisk } from './brisk.ts';
import type { Cardinality } from './cardinality.ts';
import { countIgnored } from './fields.ts';

/** What the door goes by. */
export interface Door {
  readonly settings: { readonly currency: string; readonly digits: number; readonly retentionDays: number };
  /** The ingest key's name: the source of events that name none. */
  readonly source: string;
  /** Epoch ms of the server's clock. */
  readonly now: number;
  /** Without it names are not counted. */
  readonly cardinality?: Cardinality;
}

export type LateReason = 'too_old' | 'future';
export interface Rejection {
  readonly verdict: 'rejected';
  /** The event's id, or '' when it has none that can be shown. */
  readonly id: string;
  readonly code: Refusal;
  /** Which field, such as `lines[3].amount`; '' is the event as a whole. */
  readonly path: string;
  readonly message: string;
}
export type Verdict =
  | { readonly verdict: 'accepted'; readonly event: Admitted }
  | { readonly verdict: 'late'; readonly reason: LateReason; readonly event: Admitted }
  | Rejection;

/** Buckets count from here; nothing older can be counted. */
const EARLIEST_MS = Date.UTC(2020, 0, 1);

/** Decides what becomes of one event. Pure but for the names it teaches `cardinality`; never throws. */
export function admit(raw: unknown, door: Door): Verdict {
  const event = brisk(raw, door.settings, door.source) ?? slow(raw, door.settings, door.source);
  return 'verdict' in event ? event : judge(event, door);
}

/** Why an event of this moment is not counted, if it is not. */
export function lateness(at: number, { now, settings }: Door): LateReason | undefined {
  if (at > now + FUTURE_MS) return 'future';
  return at < Math.max(now - settings.retentionDays * DAY_MS, EARLIEST_MS) ? 'too_old' : undefined;
}

/** Whether an event that is sound is in time, and its names are not too many. */
function judge(event: Admitted, door: Door): Verdict {
  const reason = lateness(event.at, door);
  if (reason !== undefined) return { verdict: 'late', reason, event };
  const over = door.cardinality?.admit(event);
  return over === undefined
    ? { verdict: 'accepted', event }
    : rejected(event.id, 'cardinality', over.path, over.message);
}

type Schemas = ReturnType<typeof eventSchemas>;
const schemas = new Map<string, Schemas>();
const TYPES: readonly string[] = [...ORDER_TYPES, ...STOCK_TYPES];

/** The whole schema: what it accepts, `brisk` accepts with the same result or leaves to it. */
export function slow(raw: unknown, settings: Door['settings'], source: string): Admitted | Rejection {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return rejected('', 'object', '', `expected an event as a JSON object, got ${shown(raw)}`);
  }
  const fields = raw as Record<string, unknown>;
  const id = typeof fields.id === 'string' && fields.id.length <= 128 ? fields.id : '';
  const { type } = fields;
  if (typeof type !== 'string' || !TYPES.includes(type)) {
    return rejected(id, 'type', 'type', `expected one of ${TYPES.join(', ')}, got ${shown(type)}`);
  }
  const key = `${settings.currency}/${settings.digits}`;
  let known = schemas.get(key);
  if (known === undefined) {
    known = eventSchemas(settings);
    schemas.set(key, known);
  }
  const schema = known[type as EventType];
  const result = schema.safeParse(fields);
  if (!result.success) {
    const issue = result.error.issues[0];
    const code = issue?.code === 'custom' ? (issue.params?.code as Refusal) : 'lines';
    return rejected(id, code, pathOf(issue?.path ?? []), issue?.message ?? '');
  }
  const event = result.data;
  return { ...event, source: event.source || source, ignored: countIgnored(fields, type as EventType) };
}

function rejected(id: string, code: Refusal, path: string, message: string): Rejection {
  return { verdict: 'rejected', id, code, path, message: path === '' ? message : `${path}: ${message}` };
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? String(step) : `.${String(step)}`))
    .join('');
}
