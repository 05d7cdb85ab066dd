import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Problem } from '../../stream/contract/failure.ts';
import { refusalWords } from '../admin/refusedWords.ts';
import { backWords, revisionName } from '../editor/revisionWords.ts';
import type { Outcome } from './ask.ts';
import { useLanguage } from './language.ts';
import { useNotice } from './notice.ts';
import { type Publication, useWalls } from './walls.ts';

/** What became of a wish to publish. `frozen`: it was put to the person, and not confirmed. */
export type Released = { kind: 'done'; revision: number } | { kind: 'frozen' } | { kind: 'lost' } | { kind: 'failed' };

/** A publication in a time in which publishing asks twice: why, and what was wanted. */
export interface Question {
  reason: string;
  deed: string;
  /** A rollback: it is confirmed once, with this for a reason unless somebody has a better one. */
  back?: string;
  answer: (reason: string | undefined) => void;
}

/** What is wanted of the server. */
interface Deed {
  /** As a button says it. */
  name: string;
  note: string;
  back?: string;
  /** It was answered for already: a freeze asks no more. */
  sure?: boolean;
  send: (wish: { note: string; confirm?: boolean }) => Promise<Outcome<Publication>>;
  /** How it is tried again when it failed, at once by the same key. */
  again?: () => void;
}

const BACK_MS = 60_000;

/** Publishing and rolling back, with everything that is asked and said around them. */
export const useRelease = defineStore('release', () => {
  const walls = useWalls();
  const notice = useNotice();
  const speaking = useLanguage();
  const { words } = speaking;
  const question = shallowRef<Question>();
  /** Changes with every publication of this page. */
  const latest = shallowRef<{ id: string; revision: number }>();

  const ask = (wanted: Omit<Question, 'answer'>) =>
    new Promise<string | undefined>((resolve) => {
      question.value = {
        ...wanted,
        answer: (given) => {
          question.value = undefined;
          resolve(given);
        },
      };
    });

  async function carry(id: string, deed: Deed): Promise<Released & { publication?: Publication; seconds?: string }> {
    const began = performance.now();
    let answer = await deed.send({ note: deed.note, ...(deed.sure ? { confirm: true } : {}) });
    let asked = 0;
    if (!answer.ok && answer.problem?.code === 'frozen') {
      const before = performance.now();
      const { name, back } = deed;
      const reason = await ask({ reason: answer.problem.detail ?? '', deed: name, ...(back ? { back } : {}) });
      asked = performance.now() - before;
      if (reason === undefined) return { kind: 'frozen' };
      answer = await deed.send({ note: [deed.note, reason].filter(Boolean).join(' · ').slice(0, 500), confirm: true });
    }
    if (!answer.ok) {
      if (answer.status === 412) return { kind: 'lost' };
      failed(id, answer, deed);
      return { kind: 'failed' };
    }
    const { revision } = answer.body;
    latest.value = { id, revision };
    void walls.load();
    const seconds = Math.max(0.1, (performance.now() - began - asked) / 1_000).toFixed(1);
    return { kind: 'done', revision, publication: answer.body, seconds };
  }

  type Refused = { status: number; problem: Problem | undefined };
  function failed(id: string, { status, problem }: Refused, { name, again }: Deed): void {
    if (problem?.code === 'archived') {
      shelved(id, name);
      return;
    }
    notice.tell({
      kind: 'bad',
      name: 'release',
      text:
        status === 0
          ? words(`网断了，没有${name}`, `The network is away: ${name} did not happen`)
          : words(`没有${name}`, `${name} did not happen`),
      ...(status === 0 ? {} : { note: refusalWords({ status, problem }, speaking.language) }),
      ...(again ? { action: { label: words('再退一次', 'Try again'), key: 'B', run: again } } : {}),
    });
  }

  /** An archived wall is not brought back unsaid. */
  function shelved(id: string, name: string): void {
    const title = words(`大屏归档了，没有${name}`, `The wall is archived: ${name} did not happen`);
    const run = async () => {
      if (await walls.archive(id, false)) notice.good(words('放回来了', 'It is back'));
      else notice.bad(words('没有放回来', 'It was not restored'));
    };
    notice.tell({
      kind: 'bad',
      name: 'release',
      text: title,
      note: words('先放回来', 'put it back first'),
      action: { label: words('放回来', 'Put it back'), run: () => void run() },
    });
  }

  async function publish(id: string, etag: string, number: number, note: string): Promise<Released> {
    const name = words(`发布 r${number}`, `Publish r${number}`);
    const done = await carry(id, { name, note, send: (wish) => walls.publish(id, etag, wish) });
    if (done.publication) {
      const { revision, before } = done.publication;
      notice.tell({
        kind: 'good',
        name: 'release',
        text: words(
          `r${revision} 已在墙上，用了 ${done.seconds} 秒`,
          `r${revision} is on the walls, in ${done.seconds} s`,
        ),
        lasts: BACK_MS,
        ...(before === undefined ? {} : { action: offer(id, before) }),
      });
    }
    return done;
  }

  /** The way back from what this page published just now: in a freeze too it asks nothing, it brings back what was frozen. */
  function offer(id: string, before: number) {
    const until = performance.now() + BACK_MS;
    const run = () =>
      void rollback(id, before, {
        sure: performance.now() < until,
        again: run,
      });
    return { label: backWords(before, speaking.language), key: 'B', run };
  }

  let going = false;

  /** Brings a revision back, 0 the template. A second wish while one is under way is none. */
  async function rollback(id: string, revision: number, known: Partial<Deed> = {}): Promise<Released> {
    if (going) return { kind: 'failed' };
    going = true;
    const done = await carry(id, {
      name: backWords(revision, speaking.language),
      note: '',
      back: words('墙上现在的版本有问题', 'Something is wrong with what is on the walls'),
      send: (wish) => walls.rollback(id, { ...wish, revision }),
      ...known,
    });
    going = false;
    if (done.publication) tellBack(id, revision, done.publication, done.seconds ?? '');
    return done;
  }

  /** The way forth again has no key: whoever presses `B` twice in a hurry wants to go back, not to and fro. */
  function tellBack(id: string, to: number, { revision, before }: Publication, seconds: string): void {
    const name = revisionName(to, speaking.language);
    notice.tell({
      kind: 'good',
      name: 'release',
      text:
        to > 0
          ? words(`已退回 ${name}，${seconds} 秒`, `Back to ${name}, ${seconds} s`)
          : words(`已退回模板，${seconds} 秒`, `Back to the template, ${seconds} s`),
      note: words(`历史里是 r${revision}，草稿没动`, `r${revision} in the history; the draft is as it was`),
      lasts: BACK_MS,
      ...(before === undefined
        ? {}
        : {
            action: {
              label: words(`换回 ${revisionName(before, 'zh-CN')}`, `Put ${revisionName(before, 'en')} back`),
              run: () => void rollback(id, before),
            },
          }),
    });
  }

  return { question, latest, publish, rollback };
});
