interface Operation {
  summary?: string;
  description?: string;
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: unknown }[];
  requestBody?: unknown;
}
interface Document {
  info: { title: string; version: string; description?: string };
  paths?: Record<string, Record<string, Operation>>;
}

const STYLE = `body{margin:0 auto;max-width:960px;padding:32px 16px;font:16px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;color:#1a2333}
h2{margin:32px 0 4px;font:600 17px ui-monospace,monospace}b{display:inline-block;min-width:72px;color:#1257c9}
pre{overflow:auto;padding:12px;border-radius:8px;background:#f2f5fa;font-size:13px}p{margin:4px 0}td{padding:2px 16px 2px 0}`;

const text = (value: string) => value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const json = (value: unknown) => `<pre>${text(JSON.stringify(value, null, 2))}</pre>`;

/** The API as a page to read, made of its OpenAPI document: complete in itself, without a script. */
export function openapiPage(document: Document): string {
  const parts = Object.entries(document.paths ?? {}).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => section(path, method, operation)),
  );
  const { title, version, description = '' } = document.info;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="/favicon.svg"><title>${text(title)}</title><style>${STYLE}</style></head><body><h1>${text(title)} ${text(version)}</h1>
<p>${text(description)}</p><p><a href="/api/openapi.json">openapi.json</a></p>${parts.join('')}</body></html>`;
}

function section(
  path: string,
  method: string,
  { summary, description, parameters = [], requestBody }: Operation,
): string {
  const rows = parameters.map(
    (each) =>
      `<tr><td><code>${text(each.name)}</code></td><td>${text(each.in)}${each.required ? ', required' : ''}</td>` +
      `<td>${text(each.description ?? '')}<code>${text(JSON.stringify(each.schema ?? {}))}</code></td></tr>`,
  );
  return `<section><h2><b>${text(method.toUpperCase())}</b>${text(path)}</h2><p>${text(summary ?? '')}</p>
${description ? `<p>${text(description)}</p>` : ''}${rows.length > 0 ? `<table>${rows.join('')}</table>` : ''}
${requestBody ? `<details><summary>Body</summary>${json(requestBody)}</details>` : ''}</section>`;
}
