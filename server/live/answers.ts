import { Failure } from '../../stream/contract/failure.ts';
import type { Answer } from '../../stream/contract/reading.ts';
import type { Moment } from '../../stream/index.ts';
import { canonical } from './canonical.ts';
import type { Asked } from './scope.ts';

/** An answer that stays open: reading it again costs only what changed; the same object means nothing did. */
export interface LiveAnswer {
  read(moment: Moment): Answer;
  close(): void;
}

/** Every watched query and fact once, however many views hold it. */
export class Answers {
  private readonly open: (watched: Asked) => LiveAnswer;
  private readonly held = new Map<string, { answer: LiveAnswer; holders: number }>();

  /** `open` throws a Failure when the query is refused. */
  constructor(open: (watched: Asked) => LiveAnswer) {
    this.open = open;
  }

  /** Opens all or none; a refusal says which one by its path. */
  hold(queries: readonly Asked[]): LiveAnswer[] {
    const held: LiveAnswer[] = [];
    try {
      for (const query of queries) held.push(this.one(query));
    } catch (error) {
      for (const answer of held) answer.close();
      if (!(error instanceof Failure)) throw error;
      throw error.under(`queries.${held.length}`);
    }
    return held;
  }

  private one(query: Asked): LiveAnswer {
    const key = canonical(query);
    let slot = this.held.get(key);
    if (!slot) {
      slot = { answer: this.open(query), holders: 0 };
      this.held.set(key, slot);
    }
    const kept = slot;
    kept.holders++;
    return {
      read: (moment) => kept.answer.read(moment),
      close: () => {
        if (--kept.holders > 0) return;
        kept.answer.close();
        this.held.delete(key);
      },
    };
  }
}
