import { type Fields, isFields } from '../fields.ts';

/** The part of a JSON Schema that answers for one place. */
export type Schema = Fields;

const alternatives = (schema: unknown): Schema[] => {
  if (!isFields(schema)) return [];
  const among = [schema.anyOf, schema.oneOf, schema.allOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return among.length > 0 ? [schema, ...among.flatMap(alternatives)] : [schema];
};

/** All schemas that a value at this path may follow. */
export function schemasAt(root: unknown, path: readonly string[]): Schema[] {
  return path.reduce<Schema[]>(
    (found, key) =>
      found.flatMap((schema) => {
        const properties = isFields(schema.properties) ? schema.properties : {};
        const next = Object.hasOwn(properties, key)
          ? properties[key]
          : (schema.items ?? (isFields(schema.additionalProperties) ? schema.additionalProperties : undefined));
        return alternatives(next);
      }),
    alternatives(root),
  );
}

/** The keys an object at this path may have. */
export const keysAt = (root: unknown, path: readonly string[]): string[] => [
  ...new Set(schemasAt(root, path).flatMap(({ properties }) => (isFields(properties) ? Object.keys(properties) : []))),
];

/** The values that are named one by one for this path, as JSON. */
export const valuesAt = (root: unknown, path: readonly string[]): string[] => [
  ...new Set(
    schemasAt(root, path).flatMap((schema) => {
      if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value));
      if (schema.const !== undefined) return [JSON.stringify(schema.const)];
      return schema.type === 'boolean' ? ['true', 'false'] : [];
    }),
  ),
];
