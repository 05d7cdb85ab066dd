/**
 * Reads wall-clock times of one zone: `read('2011-12-09 12:50:00')` is epoch ms, NaN when the text is no such time. An
 * hour that a clock shows twice is read as its first pass. The offset is looked up once an hour of the file.
 */
export class LocalTime {
  readonly #offsets = new Map<string, number>();
  readonly #format: Intl.DateTimeFormat;

  constructor(timezone: string) {
    this.#format = new Intl.DateTimeFormat('en-GB', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  }

  read(text: string): number {
    if (!/^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?$/.test(text)) return Number.NaN;
    const asUtc = Date.parse(`${text.replace(' ', 'T')}Z`);
    if (Number.isNaN(asUtc)) return Number.NaN;
    const hour = text.slice(0, 13);
    let offset = this.#offsets.get(hour);
    if (offset === undefined) {
      offset = this.#offsetFor(asUtc);
      this.#offsets.set(hour, offset);
    }
    return asUtc - offset;
  }

  #offsetFor(asUtc: number): number {
    const day = 86_400_000;
    const before = this.#offsetAt(asUtc - day);
    const after = this.#offsetAt(asUtc + day);
    if (before === after) return before;
    for (const offset of [before, after]) if (this.#offsetAt(asUtc - offset) === offset) return offset;
    return before;
  }

  #offsetAt(at: number): number {
    const part = Object.fromEntries(this.#format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const local = Date.UTC(
      part.year ?? 0,
      (part.month ?? 1) - 1,
      part.day ?? 1,
      part.hour ?? 0,
      part.minute ?? 0,
      part.second ?? 0,
    );
    return local - Math.floor(at / 1000) * 1000;
  }
}
