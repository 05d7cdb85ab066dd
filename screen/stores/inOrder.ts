/**
 * Numbers questions as they are asked. What it answers tells of the answer to that question whether it still counts: not when
 * that to a later one is here already. One that is merely slow counts, or nothing would ever be known of a slow server.
 */
export function inOrder(): () => () => boolean {
  let asked = 0;
  let answered = 0;
  return () => {
    asked += 1;
    const own = asked;
    return () => {
      if (own < answered) return false;
      answered = own;
      return true;
    };
  };
}
