namespace RuVector.Training.Reports;

/// <summary>The style sheet of the page: one column on a phone, light and dark.</summary>
internal static class ReportStyle
{
    public static void Add(HtmlBuilder html) => html.Add($$"""
        <style>
        :root { --page: #f6f7f9; --panel: #ffffff; --ink: #171b22; --soft: #5a6472; --line: #e2e6eb; --accent: #2f5fe0; --good: #0b7a48; --bad: #b4281e; --same: #6b7684; --tint: #e6f4ec; --warn: #fbe9e7; }
        @media (prefers-color-scheme: dark) {
          :root { --page: #0f1318; --panel: #181d24; --ink: #e9edf2; --soft: #9ba6b3; --line: #2a313b; --accent: #86a8ff; --good: #56cb91; --bad: #ff8b80; --same: #9ba6b3; --tint: #14301f; --warn: #3a1d1b; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        header, main { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
        header { padding-top: 3rem; padding-bottom: .5rem; }
        main { padding-bottom: 4rem; }
        h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.4rem); line-height: 1.2; letter-spacing: -.02em; margin: .75rem 0 .5rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.15rem; letter-spacing: -.01em; margin: 2.75rem 0 .9rem; }
        h3 { font-size: .75rem; font-weight: 600; color: var(--soft); margin: 0 0 .3rem; text-transform: uppercase; letter-spacing: .06em; }
        p { margin: 0 0 .5rem; }
        .lead { font-size: 1.1rem; max-width: 42rem; overflow-wrap: anywhere; }
        .facts, .from, figcaption span { color: var(--soft); font-size: .875rem; }
        .verdict { display: inline-block; margin: 0; padding: .2rem .75rem; border-radius: 1rem; font-size: .875rem; font-weight: 600; background: var(--tint); }
        .verdict.bad { background: var(--warn); }
        .good { color: var(--good); } .bad { color: var(--bad); } .same { color: var(--same); }
        .panel, .card, figure { background: var(--panel); border: 1px solid var(--line); border-radius: .8rem; padding: 1.1rem 1.25rem; margin: 0; }
        .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(9.5rem, 100%), 1fr)); gap: .9rem; margin-top: 1.75rem; }
        .card .name { font-weight: 600; font-size: .9rem; margin: 0; } .card .name span { color: var(--soft); font-weight: 400; }
        .card .figure { font-size: 2.1rem; font-weight: 650; letter-spacing: -.03em; line-height: 1.25; margin: .15rem 0 .1rem; font-variant-numeric: tabular-nums; }
        .card .from { margin: 0; } .card .from span { display: block; white-space: nowrap; font-weight: 600; }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); gap: 1rem 2rem; }
        .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
        .curves { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); gap: .9rem; }
        figure { padding: 1rem 1rem .5rem; } figcaption { display: flex; justify-content: space-between; align-items: baseline; margin-bottom: .4rem; font-variant-numeric: tabular-nums; }
        svg { display: block; width: 100%; height: auto; } svg text { fill: var(--soft); font-size: 11px; font-variant-numeric: tabular-nums; }
        .grid, .axis { stroke: var(--line); stroke-width: 1; } .zero { stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 3 3; }
        .curve { fill: none; stroke: var(--accent); stroke-width: 1.8; stroke-linejoin: round; stroke-linecap: round; } .end { fill: var(--accent); } .mark { fill: var(--panel); stroke: var(--ink); stroke-width: 1.5; }
        rect.good { fill: var(--good); } rect.bad { fill: var(--bad); } rect.same { fill: var(--same); } rect.same, rect.good, rect.bad { opacity: .85; }
        .negatives { fill: var(--bad); opacity: .45; } .positives { fill: var(--good); opacity: .6; } .key::before { content: ""; display: inline-block; width: .7rem; height: .7rem; border-radius: .2rem; margin-right: .35rem; }
        .key.positives::before { background: var(--good); } .key.negatives::before { background: var(--bad); } .key { opacity: 1; margin-right: 1rem; }
        .pair:has(> figure) { gap: .9rem; } .panel + .panel, .panel + .pair, .pair + .panel { margin-top: .9rem; } .scroll { overflow-x: auto; } .scroll th { overflow-wrap: normal; } small { font-size: .85em; font-weight: 400; } .scroll:focus-visible { outline: 2px solid var(--accent); }
        table { width: 100%; border-collapse: collapse; font-size: .95rem; } th, td { text-align: left; padding: .5rem .9rem .5rem 0; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
        thead th { border-top: 0; color: var(--soft); font-weight: 500; font-size: .85rem; } tbody th { font-weight: 500; } .group th { color: var(--soft); font-size: .85rem; padding-top: 1rem; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; padding-left: .9rem; } .number:last-child { padding-right: 0; }
        .examples { list-style: none; padding: 0; margin: 0; display: grid; gap: .9rem; } .query { font-size: 1.02rem; overflow-wrap: anywhere; }
        .answer { font-weight: 650; display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: baseline; } .rank { font-size: .9rem; font-weight: 600; font-variant-numeric: tabular-nums; }
        .answers ol { margin: 0; padding-left: 1.3rem; font-size: .95rem; } .answers li::marker { color: var(--soft); } .answers li { overflow-wrap: anywhere; }
        code { font: .875rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
        @media (max-width: 34rem) {
          header, main { padding-left: .9rem; padding-right: .9rem; } .panel, .card { padding: .9rem 1rem; } .card .figure { font-size: 1.75rem; }
          .number small { display: block; } .number { padding-left: .4rem; padding-right: .4rem; } table { font-size: .9rem; }
        }
        @media print { body { background: none; } .panel, .card, figure, li { break-inside: avoid; } }
        </style>
        """);
}
