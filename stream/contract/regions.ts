/** ISO 3166-1 alpha-2, with XK as Shopify and the European Union use it. */
const COUNTRIES = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
    'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
    'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
    'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT ' +
    'MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW ' +
    'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ ' +
    'UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
  ).split(' '),
);
const PROVINCES = new Set(
  'AH BJ CQ FJ GD GS GX GZ HA HB HE HI HK HL HN JL JS JX LN MO NM NX QH SC SD SH SN SX TJ TW XJ XZ YN ZJ'.split(' '),
);
const SUBDIVISION = /^[A-Z]{2}-[A-Z0-9]{1,3}$/;
const READ_AS: Record<string, string> = { HK: 'CN-HK', MO: 'CN-MO', TW: 'CN-TW' };

/** Answers of `readRegion` by what was sent; only right ones, so it stays small. */
const known = new Map<string, string>();

/** An ISO 3166-2 or ISO 3166-1 code as it is counted (`HK` is `CN-HK`), or undefined when it is neither. */
export function readRegion(text: string): string | undefined {
  const before = known.get(text);
  if (before !== undefined) return before;
  const region = parse(text);
  if (region !== undefined && known.size < 5_000) known.set(text, region);
  return region;
}

/** The name under which a region is counted, for those who ask: `HK` means `CN-HK`; what is no region stays as it is. */
export const countedRegion = (text: string): string => readRegion(text) ?? text;

function parse(text: string): string | undefined {
  if (text.length === 2) return COUNTRIES.has(text) ? (READ_AS[text] ?? text) : undefined;
  if (!SUBDIVISION.test(text) || !COUNTRIES.has(text.slice(0, 2))) return undefined;
  return text.startsWith('CN-') && !PROVINCES.has(text.slice(3)) ? undefined : text;
}
