import { z } from 'zod';
import type { Layout, Placed } from '../../layouts/document.ts';
import known from '../../layouts/widgets.schema.json' with { type: 'json' };
import type { Failure, Fault } from '../../stream/contract/failure.ts';
import type { Watched } from '../../stream/contract/query.ts';
import { read } from '../../stream/contract/read.ts';
import { refuse } from '../../stream/metrics/refuse.ts';

type Schema = Parameters<typeof z.fromJSONSchema>[0];
const OPTIONS: ReadonlyMap<string, Schema> = new Map(Object.entries(known.properties) as [string, Schema][]);

/**
 * What a layout that is one by its schema asks for and nobody can give: types and options of widgets that are not known,
 * queries that can never be answered. Each is one broken card on a wall; here all of them are named.
 */
export function faultsOfWidgets({ pages }: Layout): Fault[] {
  return pages.flatMap(({ widgets }, page) =>
    widgets.flatMap((placed, index) => under(`pages.${page}.widgets.${index}`, faultsOfWidget(placed))),
  );
}

/** Why a query can never be answered, as a list of none or one. */
export function faultsOfQuery(query: Watched): Fault[] {
  const failure = 'metrics' in query ? refuse(query) : undefined;
  return failure ? [faultOf(failure)] : [];
}

function faultsOfWidget({ type, options = {}, query, queries }: Placed): Fault[] {
  const schema = OPTIONS.get(type);
  const checked = schema ? read(z.fromJSONSchema(schema), options) : undefined;
  return [
    ...(checked ? [] : [{ path: 'type', message: `there is no widget "${type}"; expected one of ${names()}` }]),
    ...(checked && 'faults' in checked ? under('options', checked.faults) : []),
    ...(query ? under('query', faultsOfQuery(query)) : []),
    ...(queries ?? []).flatMap((each, index) => under(`queries.${index}`, faultsOfQuery(each))),
  ];
}

const names = () => [...OPTIONS.keys()].join(', ');

function under(part: string, faults: readonly Fault[]): Fault[] {
  return faults.map(({ path, message }) => ({ path: path === '' ? part : `${part}.${path}`, message }));
}

/** Its sentence without the path that stands before it. */
function faultOf({ path = '', message }: Failure): Fault {
  return { path, message: message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message };
}
