import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Outcome } from './ask.ts';
import { useLanguage } from './language.ts';
import { useNotice } from './notice.ts';
import { type Revision, useWalls } from './walls.ts';

/** What became of a wish to publish. `frozen`: it was put to the person, and not confirmed. */
export type Released = { kind: 'done'; revision: number } | { kind: 'frozen' } | { kind: 'lost' } | { kind: 'failed' };

/** A publication in a time in which publishing asks twice: why, and what was wanted. */
export interface Question {
  reason: string;
  deed: string;
  answer: (reason: string | undefined) => void;
}

const BACK_MS = 60_000;

/** Publishing and rolling back, with everything that is asked and said around them. */
export const useRelease = defineStore('release', () => {
  const walls = useWalls();
  const notice = useNotice();
  const { words } = useLanguage();
  const question = shallowRef<Question>();
  /** Changes with every publication of this page. */
  const latest = shallowRef<{ id: string; revision: number }>();

  const ask = (reason: string, deed: string) =>
    new Promise<string | undefined>((resolve) => {
      question.value = {
        reason,
        deed,
        answer: (given) => {
          question.value = undefined;
          resolve(given);
        },
      };
    });

  async function carry(
    id: string,
    deed: string,
    note: string,
    send: (wish: { note: string; confirm?: boolean }) => Promise<Outcome<Revision>>,
  ): Promise<Released> {
    const began = performance.now();
    let answer = await send({ note });
    let asked = 0;
    if (!answer.ok && answer.problem?.code === 'frozen') {
      const before = performance.now();
      const reason = await ask(answer.problem.detail ?? '', deed);
      asked = performance.now() - before;
      if (reason === undefined) return { kind: 'frozen' };
      answer = await send({ note: [note, reason].filter(Boolean).join(' · ').slice(0, 500), confirm: true });
    }
    if (!answer.ok) {
      if (answer.status === 412) return { kind: 'lost' };
      notice.bad(
        answer.status === 0
          ? words('网断了，没有发布', 'The network is away; nothing was published')
          : words('没有发布', 'It was not published'),
        answer.problem?.detail,
      );
      return { kind: 'failed' };
    }
    const { revision } = answer.body;
    const seconds = ((performance.now() - began - asked) / 1_000).toFixed(1);
    tellOf(id, revision, seconds);
    latest.value = { id, revision };
    void walls.load();
    return { kind: 'done', revision };
  }

  function tellOf(id: string, revision: number, seconds: string): void {
    const before = revision - 1;
    notice.tell({
      kind: 'good',
      name: 'release',
      text: words(`r${revision} 已在墙上，${seconds} 秒`, `r${revision} is on the walls, ${seconds} s`),
      lasts: BACK_MS,
      ...(before < 1
        ? {}
        : {
            action: {
              label: words(`退回 r${before}`, `Roll back to r${before}`),
              key: 'B',
              run: () => void rollback(id, before),
            },
          }),
    });
  }

  const publish = (id: string, etag: string, number: number, note: string): Promise<Released> =>
    carry(id, words(`发布 r${number}`, `Publish r${number}`), note, (wish) => walls.publish(id, etag, wish));

  async function rollback(id: string, revision: number): Promise<Released> {
    notice.hush('release');
    const note = '';
    return carry(id, words(`退回 r${revision}`, `Roll back to r${revision}`), note, (wish) =>
      walls.rollback(id, { ...wish, revision }),
    );
  }

  return { question, latest, publish, rollback };
});
