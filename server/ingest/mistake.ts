const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\n\r]*/y;

type Expects = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'more' | 'nothing';

/**
 * Where a text stops being JSON: the position of the first character that cannot stand there, the text's length when it
 * ends too early, or -1 when it is JSON. The engine's own message has no position for short texts and quotes the text.
 * Needs no recursion, however deep the text nests. O(length).
 */
export function findMistake(text: string): number {
  const open: string[] = [];
  let expects: Expects = 'value';
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const after = (): Expects => (open.length === 0 ? 'nothing' : 'more');
  for (;;) {
    take(SPACE);
    if (at >= text.length) return expects === 'nothing' ? -1 : text.length;
    const sign = text[at];
    switch (expects) {
      case 'nothing':
        return at;
      case 'colon':
        if (sign !== ':') return at;
        at++;
        expects = 'value';
        break;
      case 'first key':
      case 'key':
        if (sign === '}' && expects === 'first key') {
          at++;
          open.pop();
          expects = after();
        } else {
          const end = sign === '"' ? endOfString(text, at) : ~at;
          if (end < 0) return ~end;
          at = end;
          expects = 'colon';
        }
        break;
      case 'more':
        if (sign !== ',' && sign !== open.at(-1)) return at;
        at++;
        if (sign === ',') expects = open.at(-1) === '}' ? 'key' : 'value';
        else {
          open.pop();
          expects = after();
        }
        break;
      default:
        if (sign === '{' || sign === '[') {
          open.push(sign === '{' ? '}' : ']');
          at++;
          expects = sign === '{' ? 'first key' : 'first value';
        } else if (sign === ']' && expects === 'first value') {
          at++;
          open.pop();
          expects = after();
        } else if (sign === '"') {
          const end = endOfString(text, at);
          if (end < 0) return ~end;
          at = end;
          expects = after();
        } else if (take(NUMBER) || take(WORD)) expects = after();
        else return at;
    }
  }
}

/**
 * The end of the string that starts here. Where it has no end, a raw control character or a wrong escape: the bitwise
 * complement of the place of that.
 */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) return at + 1;
    if (code < 32) return ~at;
    if (code !== 92) continue;
    if (at + 1 < text.length && !'"\\/bfnrtu'.includes(text[at + 1] ?? '')) return ~at;
    if (text[at + 1] === 'u' && !/^[0-9a-fA-F]{0,4}$/.test(text.slice(at + 2, at + 6))) return ~at;
    at++;
  }
  return ~text.length;
}

/** What is wrong, and where, without quoting the text, which may be personal. */
export function explain(text: string): string {
  const at = findMistake(text);
  return at >= text.length
    ? `The JSON ends too early, at position ${text.length}.`
    : `The JSON is wrong at position ${at}.`;
}
