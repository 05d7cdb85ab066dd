import { z } from 'zod';
import { type Face, faceOf, type Holds, type Pair } from '../widgets/option.ts';

/** What a part of the form is drawn as. A text that names something is offered what there is. */
export type Kind =
  | { kind: 'switch' }
  | { kind: 'number'; least: number; most: number; whole: boolean }
  | { kind: 'choice'; choices: readonly { value: string; title: Pair }[] }
  | { kind: 'text'; most: number }
  | { kind: 'words' }
  | { kind: Holds }
  | { kind: 'list'; of: Kind; least: number; most: number }
  | { kind: 'group'; fields: readonly Field[] }
  | { kind: 'unknown' };

/** One option of a widget, as a form shows it. */
export type Field = Kind & {
  key: string;
  title: Pair;
  help: Pair | undefined;
  /** It may be left out. */
  optional: boolean;
  /** What holds while the layout says nothing; undefined: nothing does. */
  usual: unknown;
  when: NonNullable<Face['when']>;
  schema: z.ZodType;
};

/** The limits of a schema. */
const limitsOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
const MOST_LETTERS = 200;

function kindOf(schema: z.ZodType, face: Face | undefined): Kind {
  if (schema instanceof z.ZodBoolean) return { kind: 'switch' };
  if (schema instanceof z.ZodNumber) {
    const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER, type } = limitsOf(schema);
    return { kind: 'number', least: minimum, most: maximum, whole: type === 'integer' };
  }
  if (schema instanceof z.ZodEnum) {
    const choices = schema.options.map(String).map((value) => ({ value, title: face?.choices?.[value] }));
    const titled = choices.flatMap(({ value, title }) => (title ? [{ value, title }] : []));
    return titled.length === choices.length ? { kind: 'choice', choices: titled } : { kind: 'unknown' };
  }
  if (schema instanceof z.ZodString)
    return face?.holds ? { kind: face.holds } : { kind: 'text', most: limitsOf(schema).maxLength ?? MOST_LETTERS };
  if (schema instanceof z.ZodArray) {
    const { minItems = 0, maxItems = MOST_LETTERS } = limitsOf(schema);
    return { kind: 'list', of: kindOf(schema.element as z.ZodType, face), least: minItems, most: maxItems };
  }
  if (schema instanceof z.ZodObject)
    return 'zh-CN' in schema.shape ? { kind: 'words' } : { kind: 'group', fields: fieldsOf(schema) };
  return { kind: 'unknown' };
}

function fieldOf(key: string, schema: z.ZodType): Field {
  const face = faceOf(schema);
  let inner = schema;
  let optional = false;
  for (;;) {
    if (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault) {
      optional = true;
      inner = inner.unwrap() as z.ZodType;
    } else break;
  }
  const read = schema.safeParse(undefined);
  return {
    ...(face ? kindOf(inner, face) : { kind: 'unknown' as const }),
    key,
    title: face?.title ?? [key, key],
    help: face?.help,
    optional,
    usual: read.success ? read.data : undefined,
    when: face?.when ?? {},
    schema,
  };
}

/** The form of a widget's options, read from their schema and nothing else, in its order. */
export function fieldsOf(options: z.ZodType): readonly Field[] {
  if (!(options instanceof z.ZodObject)) return [];
  return Object.entries(options.shape).map(([key, schema]) => fieldOf(key, schema as z.ZodType));
}

/** Whether an option means something beside what the others are set to. */
export const applies = (field: Field, values: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(field.when).every(([key, value]) => values[key] === value);

/** What is wrong with a value for a field, in both languages; undefined when nothing is. */
export function complaint(field: Field, value: unknown): Pair | undefined {
  const read = field.schema.safeParse(value);
  if (read.success) return undefined;
  if (field.kind === 'number') {
    const { least, most, whole } = field;
    return [
      `${least} 到 ${most} 之间的${whole ? '整数' : '数'}`,
      `${whole ? 'A whole number' : 'A number'} from ${least} to ${most}`,
    ];
  }
  if (field.kind === 'text' && typeof value === 'string' && value.length > field.most)
    return [`最多 ${field.most} 个字`, `At most ${field.most} characters`];
  const message = read.error.issues[0]?.message ?? '';
  return [`填得不对：${message}`, `Not possible: ${message}`];
}
