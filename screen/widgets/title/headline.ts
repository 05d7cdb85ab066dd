const SIZE = 32;

/** Width of a text at 32 px, estimated by its kinds of letters: Han is square, Latin about half. */
const widthOf = (words: string): number =>
  [...words].reduce((sum, letter) => sum + (letter > '\u2e7f' ? SIZE : SIZE * 0.56), 0);

/** The campaign's name and the title on one line when they fit in `width`, else the campaign's name, else the title. */
export function headline(campaign: string, title: string, width: number): string {
  if (!campaign) return title;
  if (!title || campaign.includes(title)) return campaign;
  const both = `${campaign} ${title}`;
  return widthOf(both) <= width ? both : campaign;
}
