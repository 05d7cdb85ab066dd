import { shallowRef, watch } from 'vue';
import type { Language } from '../../../layouts/document.ts';
import { REST, UNKNOWN } from '../../../stream/contract/names.ts';
import type { Dimension, Query } from '../../../stream/contract/query.ts';
import type { Reading } from '../../../stream/contract/reading.ts';
import { allows, findMetric } from '../../../stream/metrics/catalogue.ts';
import { useLanguage } from '../../stores/language.ts';
import { groupName } from '../../widgets/names.ts';
import { ranked } from '../../widgets/rows.ts';

const MOST = 500;
/** Knows every dimension, so it finds what occurs whatever is counted. */
const ANY = 'gmv';
/** Where nothing occurred in the query's own time. */
const LONGER = '24h';

async function ask(query: Query): Promise<Reading | undefined> {
  const response = await fetch('/api/query', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(query),
  });
  return response.ok ? ((await response.json()) as Reading) : undefined;
}

export type Occurring = { value: string; label: string };

/** The values of a dimension that really occur in the time of a query, the largest first; undefined while the network is away. */
export async function findOccurring(
  by: Dimension,
  { metrics, window }: Query,
  language: Language,
): Promise<readonly Occurring[] | undefined> {
  const metric = metrics.find((id) => {
    const found = findMetric(id);
    return found && found.formula.kind !== 'sketch' && allows(found, by);
  });
  const asked: Query = { metrics: [metric ?? ANY], by, window, top: MOST };
  const named = (reading: Reading | undefined): Occurring[] =>
    ranked(reading, asked.metrics[0] as string)
      .filter(({ key }) => key !== '' && key !== REST && key !== UNKNOWN)
      .map(({ key, group }) => ({ value: key, label: groupName(key, by, group, language) }));
  try {
    const found = named(await ask(asked));
    return found.length > 0 ? found : named(await ask({ ...asked, metrics: [ANY], window: LONGER }));
  } catch {
    return undefined;
  }
}

/** Those of one dimension, kept up with the query. What was found stays while the network is away: values that are set can still be taken out. */
export function useOccurring(dimension: () => Dimension, query: () => Query) {
  const speaking = useLanguage();
  const values = shallowRef<readonly Occurring[]>([]);
  let turn = 0;
  watch(
    () => JSON.stringify([dimension(), query().window, query().metrics]),
    async () => {
      turn += 1;
      const own = turn;
      const found = await findOccurring(dimension(), query(), speaking.language);
      if (found && own === turn) values.value = found;
    },
    { immediate: true },
  );
  return values;
}
