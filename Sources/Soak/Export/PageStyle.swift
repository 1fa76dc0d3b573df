/// How the page of a run looks: one column on a phone, two graphs side by side where there is room, light on paper.
enum PageStyle {
    static let css: Markup = """
        :root{color-scheme:light dark;--text:#24292f;--quiet:#57606a;--ground:#fbfbf8;--frame:#c9ced4;--raised:#f1f2ee;\
        --good:#116329;--bad:#c4161c;--pending:#7d4e00}
        *{box-sizing:border-box}
        body{margin:0 auto;padding:16px;max-width:1180px;font:16px/1.45 system-ui,sans-serif;color:var(--text);\
        background:var(--ground);-webkit-text-size-adjust:100%}
        h1{margin:0;font-size:1.6em;line-height:1.2}h2{margin:1.6em 0 .4em;font-size:1.2em}
        h1,p,dd,.t{overflow-wrap:anywhere}p{margin:.3em 0}
        .quiet,caption,dt{color:var(--quiet)}
        .good .verdict,td.good{color:var(--good)}.bad .verdict{color:var(--bad)}.pending .verdict{color:var(--pending)}
        .verdict{font-weight:bold;font-size:1.1em}
        .graphs{display:grid;grid-template-columns:1fr 1fr;gap:20px}figure{margin:0;min-width:0}
        svg{display:block;width:100%;height:auto}
        dl{display:grid;grid-template-columns:minmax(6em,max-content) 1fr;gap:2px 16px;margin:0}dd{margin:0;min-width:0}
        .scroll{overflow-x:auto;border:1px solid var(--frame);border-radius:6px;margin:.6em 0;width:fit-content;max-width:100%}
        table{border-collapse:collapse;font-size:.88em}
        caption{text-align:left;padding:6px 10px;position:sticky;left:0}
        th,td{padding:4px 10px;text-align:left;vertical-align:top;border-top:1px solid var(--frame)}
        th{background:var(--raised)}.n{text-align:right;font-variant-numeric:tabular-nums}.n,.w{white-space:nowrap}
        .t{min-width:15em;white-space:pre-wrap}tr.error .w{color:var(--bad)}tr.warning .w{color:var(--pending)}
        @media (max-width:700px){body{padding:12px}.graphs{grid-template-columns:1fr}h1{font-size:1.35em}}
        @media screen and (prefers-color-scheme:dark){:root{--text:#dfe3e8;--quiet:#a3aab5;--ground:#16181d;\
        --frame:#3a404b;--raised:#20242b;--good:#8ddb8c;--bad:#ff7b72;--pending:#e3c55f}}
        @media print{:root{color-scheme:light}body{max-width:none;padding:0;font-size:11pt}figure,tr,dl{break-inside:avoid}\
        h2{break-after:avoid}.scroll{overflow:visible;border:0}.graphs{grid-template-columns:1fr 1fr}}\n
        """
}
