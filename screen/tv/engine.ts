/** The browser of this page in a word, as far as it says what it is: `Chrome 92`. */
export function engineOf(agent: string): string | undefined {
  const [, name, version] = /(Edg|OPR|Chrome|Firefox)\/(\d+)/.exec(agent) ?? /(Version)\/(\d+)/.exec(agent) ?? [];
  if (name === undefined) return undefined;
  const names: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera', Version: 'Safari' };
  return `${names[name] ?? name} ${version}`;
}
