import { Lost } from '../ends.ts';
import { keys } from '../keys.ts';
import type { Argument, Library } from '../library.ts';
import source from './checkpoint.lua?raw';

export const checkpointFunction = { name: 'checkpoint', source } as const;

/** Changes of one hash: values to set by field, fields to remove. */
export interface Changes {
  set: readonly (readonly [field: string, value: Argument])[];
  remove: readonly string[];
}
export const UNCHANGED: Changes = { set: [], remove: [] };

export interface Checkpoint {
  fence: number;
  /** Grows by one with every checkpoint of the partition, whoever writes it. */
  number: number;
  /** The offset that must stand there, '' before the first checkpoint. */
  expected: string;
  offset: string;
  /** Of the last delta whose changes are all in. */
  revision: number;
  meta: string;
  pages: Changes;
  redo: Changes;
  segments: Changes;
  sketches: Changes;
  waiting: Changes;
  /** Chunks of the dictionary, appended. */
  words: readonly Argument[];
  /** Disagreements to list, JSON each. */
  conflicts: readonly string[];
  /** Voids to list, JSON each. */
  voided: readonly string[];
}
/** `done`: this very checkpoint stood there already. */
export type CheckpointAnswer = 'ok' | 'done' | 'fenced';

/** Writes a checkpoint atomically. Throws Lost when something else stands there than this owner wrote. */
export async function writeCheckpoint(
  library: Library,
  partition: number,
  checkpoint: Checkpoint,
): Promise<CheckpointAnswer> {
  const { fence, number, expected, offset, revision, meta } = checkpoint;
  const args: Argument[] = [fence, number, expected, offset, revision, meta];
  for (const hash of ['pages', 'redo', 'segments', 'sketches', 'waiting'] as const) {
    const { set, remove } = checkpoint[hash];
    args.push(set.length);
    for (const [field, value] of set) args.push(field, value);
    args.push(remove.length, ...remove);
  }
  for (const list of [checkpoint.words, checkpoint.conflicts, checkpoint.voided]) args.push(list.length, ...list);
  const names = [
    keys.state(partition),
    keys.pages(partition),
    keys.redo(partition),
    keys.words(partition),
    keys.segments(partition),
    keys.sketches(partition),
    keys.waiting(partition),
    keys.conflicts(partition),
    keys.voided(partition),
  ];
  const answer = (await library.call('checkpoint', names, args)) as string;
  if (answer === 'ok' || answer === 'done' || answer === 'fenced') return answer;
  throw new Lost(partition, `checkpoint ${number} was refused: ${answer}`);
}
