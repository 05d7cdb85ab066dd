/**
 * How well words are found in a text, 0 the best; undefined when they are not. All words must occur; what begins with them
 * stands before what has them somewhere.
 */
export function found(text: string, words: string): number | undefined {
  const low = text.toLowerCase();
  let score = 0;
  for (const word of words.toLowerCase().split(/\s+/).filter(Boolean)) {
    const at = low.indexOf(word);
    if (at < 0) return undefined;
    score += at === 0 ? 0 : low[at - 1] === ' ' ? 1 : 2;
  }
  return score;
}
