export interface EndLabel {
  key: string;
  text: string;
  /** Its figure with every digit. */
  full: string;
  tone: 'now' | 'then' | 'target' | 'line';
  /** Where its line ends, px from the top. */
  y: number;
  /** Of several lines, which one: its colour stands before the name. */
  line?: number;
}

const PITCH = 26;

/** Moves labels apart so that none covers another, keeping their order and staying inside `height`. */
export function spread(labels: readonly EndLabel[], height: number): EndLabel[] {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  let floor = 0;
  const placed = sorted.map((label) => {
    const y = Math.max(floor, label.y - PITCH / 2);
    floor = y + PITCH;
    return { ...label, y };
  });
  let ceiling = height;
  for (const label of placed.reverse()) {
    label.y = Math.min(label.y, ceiling - PITCH);
    ceiling = label.y;
  }
  return placed.reverse();
}
