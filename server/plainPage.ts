export const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const STYLE = `html{background:#05080f;color:#e8f1ff;font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center}
form,main{box-sizing:border-box;width:402px;max-width:calc(100vw - 24px);padding:40px;border:1px solid #1b2a44;border-radius:12px;background:#0a1120}main{width:562px}
h1{margin:0 0 4px;font-size:22px}p{margin:0 0 24px;color:#8aa0c2}label{display:block;margin-bottom:8px}
input,button{box-sizing:border-box;width:100%;padding:12px;border-radius:8px;font:inherit}
input{border:1px solid #2a3d5f;background:#05080f;color:inherit}
button{margin-top:16px;border:0;background:#2f7bff;color:#fff;cursor:pointer}a{color:#6fb1ff}
:focus-visible{outline:2px solid #6fb1ff;outline-offset:2px}[role=alert]{color:#ff8a7a}`;

/** A page that is complete in itself, without a script: for whoever may load nothing else. `body` is HTML. */
export const plainPage = (body: string): string => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><link rel="icon" href="/favicon.svg"><title>Tidewall</title><style>${STYLE}</style></head>
<body>${body}</body></html>`;
