import type { z } from 'zod';

/** The same in both languages of the house. */
export type Pair = readonly [chinese: string, english: string];

/** What a text holds that is no free text: the form offers what there is. */
export type Holds = 'metric' | 'campaign' | 'zone' | 'image' | 'video' | 'map';

/** How an option is spoken of: the form draws itself from this and from the schema. */
export interface Face {
  title: Pair;
  help?: Pair;
  /** What each value of an enum is called. */
  choices?: Readonly<Record<string, Pair>>;
  holds?: Holds;
  /** It means something only while these options have these values. */
  when?: Readonly<Record<string, string | boolean>>;
}

const faces = new WeakMap<z.ZodType, Face>();

/** An option with its face. Its help in English is its description, for whoever reads the schema. */
export function option<Schema extends z.ZodType>(schema: Schema, face: Face): Schema {
  const described = face.help ? schema.describe(face.help[1]) : schema;
  faces.set(described, face);
  return described;
}

export const faceOf = (schema: z.ZodType): Face | undefined => faces.get(schema);
