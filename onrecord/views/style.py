"""How the annotated article looks: two palettes and one style sheet, all of it below `.onrecord`."""

from __future__ import annotations

# Colours by their part. Every ink on every ground it can stand on keeps a contrast of 4.5 or more (WCAG 2.2
# AA); tests/test_views_html.py measures it.
LIGHT = {
    "paper": "#fdfcf9",
    "panel": "#f4f1ea",
    "ink": "#1c1b19",
    "quiet": "#5d5952",
    "rule": "#dad4c8",
    "content": "#fdf1c7",
    "nested": "#f9e09a",
    "deeper": "#f3cf73",
    "quote": "#b8860b",
    "source": "#0a4a80",
    "cue": "#8f2a10",
    "name": "#5a5f66",
    "time": "#2c6e3f",
    "place": "#7a3b8c",
    "alarm": "#8f1d14",
    "event": "#0d6065",
    "firm": "#1c6638",
    "open": "#79500a",
}
DARK = {
    "paper": "#17181a",
    "panel": "#202225",
    "ink": "#e9e6df",
    "quiet": "#b5b0a6",
    "rule": "#3a3c40",
    "content": "#39331c",
    "nested": "#4d4218",
    "deeper": "#5f4f12",
    "quote": "#d8ac3c",
    "source": "#9ccbff",
    "cue": "#ffb59c",
    "name": "#a9afb8",
    "time": "#8fd3a2",
    "place": "#dcb0ea",
    "alarm": "#ffaea4",
    "event": "#7fd6d8",
    "firm": "#8fd3a2",
    "open": "#f0c36a",
}


def style_sheet(statements: int, events: int, prefix: str) -> str:
    """The style sheet for a view of so many statements and events; the words of each light up with its entry."""
    linked = "".join(_linked(number, prefix) for number in range(1, statements + 1))
    linked += "".join(_happened(number, prefix) for number in range(1, events + 1))
    dark = (
        f"@media screen and (prefers-color-scheme:dark){{.onrecord{{{_variables(DARK)};color-scheme:dark}}}}"
    )
    return f".onrecord{{{_variables(LIGHT)};color-scheme:light}}{dark}{_SHEET}{linked}"


def _variables(palette: dict[str, str]) -> str:
    return ";".join(f"--{part}:{colour}" for part, colour in palette.items())


def _linked(number: int, prefix: str) -> str:
    """Rules by which pointing at a note shows its words, and pointing at words shows their note."""
    ways = (
        f"#{prefix}note-{number}:hover",
        f"#{prefix}note-{number}:focus-within",
        f"#{prefix}note-{number}:target",
    )
    words = ",".join(f".onrecord:has({way}) .in-{number}" for way in ways)
    targets = ",".join(f"#{prefix}{part}-{number}:target" for part in ("who", "how", "what"))
    note = f".onrecord:has(.in-{number}:hover,{targets}) #{prefix}note-{number}"
    return f"{words}{{outline:2px solid var(--quote);outline-offset:1px}}{note}{{background:var(--content)}}"


def _happened(number: int, prefix: str) -> str:
    """Rules by which pointing at an event's entry or label shows its words, and pointing at words shows its entry."""
    ways = (f".at-{number}:hover", f".at-{number}:focus-within", f"#{prefix}event-{number}:target")
    words = ",".join(f".onrecord:has({way}) .of-{number}" for way in ways)
    entry = f".onrecord:has(.of-{number}:hover,#{prefix}word-{number}:target) .at-{number}"
    return f"{words}{{outline:2px solid var(--event);outline-offset:1px}}{entry}{{background:var(--content)}}"


_SHEET = """
.onrecord{background:var(--paper);color:var(--ink);container-type:inline-size;
 font:400 1.125rem/1.65 "Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4",Charter,Georgia,
 "Liberation Serif",serif;text-rendering:optimizeLegibility;overflow-wrap:break-word}
.onrecord *,.onrecord *::before{box-sizing:border-box}
.onrecord .sheet{max-width:66rem;margin:0 auto;padding:2.75rem 2rem 4rem}
.onrecord :is(.note,.legend,.warning,.facts,.events,.labels,.back,.kicker){
 font-family:"Source Sans 3","Segoe UI",Helvetica,Arial,"Liberation Sans",sans-serif}
.onrecord a{color:inherit}
.onrecord a:focus-visible,.onrecord summary:focus-visible{outline:3px solid var(--source);outline-offset:2px}
.onrecord .row{display:grid;grid-template-columns:minmax(0,38rem) minmax(0,1fr);column-gap:3.25rem}
.onrecord .row>p,.onrecord .row>h1{margin:0 0 1.15rem}
.onrecord .kicker{margin:0 0 .7rem;font-size:.8rem;font-weight:700;letter-spacing:.08em;
 text-transform:uppercase;color:var(--cue)}
.onrecord h1{font-size:2.5rem;line-height:1.14;font-weight:700;letter-spacing:-.012em;text-wrap:balance}
.onrecord h1:has(.trigger){line-height:1.26}
.onrecord .row>.deck{font-size:1.3rem;line-height:1.4;color:var(--quiet);text-wrap:pretty}
.onrecord .row>.byline{font-size:1rem;font-style:italic;color:var(--quiet)}
.onrecord .facts{margin:0 0 1.4rem;font-size:.875rem;line-height:1.55;color:var(--quiet)}
.onrecord .facts strong{color:var(--ink)}
.onrecord .warning{margin:0 0 1.4rem;padding:.6rem .9rem;border-left:4px solid var(--alarm);
 background:var(--panel);font-size:.9rem}
.onrecord .legend{margin:0 0 2rem;padding:.8rem 0;border:solid var(--rule);border-width:1px 0;
 font-size:.8125rem;line-height:1.5;color:var(--quiet)}
.onrecord .legend ul{display:flex;flex-wrap:wrap;gap:.35rem 1.4rem;margin:0;padding:0;list-style:none}
.onrecord .legend b{font-family:"Iowan Old Style",Palatino,Georgia,"Liberation Serif",serif;font-weight:400;
 font-size:1rem;color:var(--ink);margin-right:.45em}
.onrecord .legend b.source{font-weight:700;color:var(--source)}
.onrecord .legend b.cue{color:var(--cue);font-style:italic}
.onrecord .meanings{margin-top:.45rem}
.onrecord .meanings dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.5rem 0 0}
.onrecord dt,.onrecord dd{margin:0}
.onrecord summary{cursor:pointer}
.onrecord mark{color:var(--ink);background:var(--content);padding:.1em 0;-webkit-box-decoration-break:clone;
 box-decoration-break:clone}
.onrecord mark.c2{background:var(--nested)}
.onrecord mark.c3{background:var(--deeper)}
.onrecord .quote{text-decoration:underline solid var(--quote) 2px;text-underline-offset:.24em;
 text-decoration-skip-ink:none}
.onrecord a.source{color:var(--source);font-weight:700;text-decoration:none}
.onrecord a.cue{color:var(--cue);font-style:italic;text-decoration:none}
.onrecord a.source:hover,.onrecord a.cue:hover{text-decoration:underline}
.onrecord sup{font:700 .64em/1 Helvetica,Arial,"Liberation Sans",sans-serif;margin-left:.15em;
 color:var(--cue);user-select:none;-webkit-user-select:none}
.onrecord h1 sup{font-size:.4em;vertical-align:1.1em}
.onrecord .name{border-bottom:1px dotted var(--name)}
.onrecord .place{border-bottom:2px dotted var(--place)}
.onrecord .time{border-bottom:1px dashed var(--time)}
.onrecord .trigger{box-shadow:0 0 0 1.5px var(--event);border-radius:.1em}
.onrecord .part{text-decoration:underline solid var(--event) 1px;text-underline-offset:.32em}
.onrecord .part.quote{text-decoration:underline double var(--quote) 1px}
.onrecord a.happened{text-decoration:none}
.onrecord sup.v{color:var(--event);margin-left:.25em}
.onrecord .dateline{letter-spacing:.04em}
.onrecord .notes{margin:.15rem 0 .7rem;padding:0;list-style:none}
.onrecord .note{margin:0 0 .3rem;padding:.2rem .6rem .3rem;border-left:2px solid var(--rule);
 font-size:.8125rem;line-height:1.45;color:var(--quiet);scroll-margin:4rem}
.onrecord .note.d1{margin-left:1rem}
.onrecord .note.d2{margin-left:2rem}
.onrecord .note:target{border-color:var(--quote);background:var(--content)}
.onrecord .note .number{font-weight:700;color:var(--cue);text-decoration:none;margin-right:.3em}
.onrecord .note .who{font-weight:700;color:var(--source)}
.onrecord .note .how{color:var(--cue);font-style:italic}
.onrecord .note .what{color:var(--ink)}
.onrecord .note a{text-decoration:none}
.onrecord .note a:hover{text-decoration:underline}
.onrecord .tag{display:inline-block;padding:0 .4em;border:1px solid currentColor;border-radius:.25em;
 font-size:.6875rem;line-height:1.35;white-space:nowrap;color:var(--quiet)}
.onrecord .tag.loud{color:var(--alarm);font-weight:700}
.onrecord .labels{display:flex;flex-wrap:wrap;gap:.3rem .6rem;margin:.15rem 0 .7rem;font-size:.6875rem;line-height:1.5}
.onrecord .label{text-decoration:none;white-space:nowrap;padding:.1rem .2rem;color:var(--quiet)}
.onrecord .label b{color:var(--event)}
.onrecord .label:hover .status{text-decoration:underline}
.onrecord .status{display:inline-block;padding:0 .45em;border:1.5px solid currentColor;border-radius:.25em;
 font-size:.6875rem;font-weight:700;line-height:1.5;white-space:nowrap;color:var(--quiet)}
.onrecord .status::before{margin-right:.35em}
.onrecord .status.confirmed{color:var(--paper);background:var(--firm);border-color:var(--firm)}
.onrecord .status.confirmed::before{content:"●" / ""}
.onrecord .status.corroborated{color:var(--firm);border-style:double;border-width:3px;line-height:1.3}
.onrecord .status.corroborated::before{content:"◎" / ""}
.onrecord .status.reported{color:var(--ink)}
.onrecord .status.reported::before{content:"○" / ""}
.onrecord .status.claimed{color:var(--open);border-style:dashed}
.onrecord .status.claimed::before{content:"◐" / ""}
.onrecord .status.disputed{color:var(--alarm);border-left-width:.5em}
.onrecord .status.disputed::before{content:"≠" / ""}
.onrecord .status.denied{color:var(--alarm)}
.onrecord .status.denied::before{content:"×" / ""}
.onrecord .status.retracted{color:var(--alarm);border-style:dotted;text-decoration:line-through}
.onrecord .status.retracted::before{content:"−" / ""}
.onrecord .status.unclear{border-style:dotted}
.onrecord .status.unclear::before{content:"?" / ""}
.onrecord .events{margin-top:3rem;padding-top:1.6rem;border-top:3px double var(--rule);font-size:.875rem;
 line-height:1.5}
.onrecord :is(.events,.back) h2{margin:0 0 .5rem;font-size:.8rem;letter-spacing:.08em;text-transform:uppercase;
 color:var(--quiet)}
.onrecord .events ol{margin:.8rem 0 0;padding:0;list-style:none}
.onrecord .event{display:grid;grid-template-columns:9.5rem minmax(0,1fr) minmax(0,1fr);column-gap:1.6rem;
 padding:.7rem .5rem;border-top:1px solid var(--rule);break-inside:avoid}
.onrecord .event:target{background:var(--content)}
.onrecord .event p{margin:0 0 .15rem}
.onrecord .event a{text-decoration:none}
.onrecord .event a:hover{text-decoration:underline}
.onrecord .event .number{color:var(--event);font-weight:700;font-variant-numeric:tabular-nums}
.onrecord .event .stands{display:flex;gap:.5rem;align-items:baseline;align-self:start}
.onrecord .event .stands .number{min-width:2rem}
.onrecord .event .what{font-size:1rem;font-weight:700}
.onrecord .event .kind{color:var(--quiet);font-size:.75rem;letter-spacing:.03em}
.onrecord .event .arrow{color:var(--quiet)}
.onrecord .event .only{color:var(--alarm);font-weight:700}
.onrecord .event .because{margin:0;padding:0;list-style:none;color:var(--quiet)}
.onrecord .event .because li{padding-left:.9em;text-indent:-.9em;margin-bottom:.15rem}
.onrecord .event .because li::before{content:"–" / "";display:inline-block;width:.9em;text-indent:0}
.onrecord .event .because .number{color:var(--cue)}
.onrecord [id]{scroll-margin-top:4rem}
.onrecord .back{margin-top:3rem;padding-top:1.6rem;border-top:3px double var(--rule);font-size:.875rem;
 line-height:1.55}
.onrecord .back section{margin:0 0 2rem}
.onrecord .names{display:grid;grid-template-columns:9rem 1fr;gap:.35rem 1rem;margin:0}
.onrecord .names dt{color:var(--quiet)}
.onrecord .people{margin:0;padding:0;list-style:none}
.onrecord .people li{margin-bottom:.2rem}
.onrecord .name-of{font-weight:600}
.onrecord .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:0 3.25rem}
.onrecord .pair>*{min-width:0}
.onrecord table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
.onrecord th{font-weight:400;text-align:left;color:var(--quiet)}
.onrecord :is(th,td){padding:.25rem .8rem .25rem 0;border-bottom:1px solid var(--rule);
 vertical-align:top;text-align:left;background:none}
.onrecord .furniture{margin:.6rem 0 0;padding:0;list-style:none}
.onrecord .furniture li{padding:.25rem 0;border-bottom:1px solid var(--rule)}
.onrecord .colophon{margin:0;color:var(--quiet);font-size:.8125rem}
@container (max-width:56rem){
.onrecord .sheet{padding:1.5rem 1.15rem 3rem}
.onrecord .row{grid-template-columns:minmax(0,40rem)}
.onrecord h1{font-size:1.9rem}
.onrecord .row:has(.margin)>p,.onrecord .row:has(.margin)>h1{margin-bottom:.6rem}
.onrecord .margin{margin-bottom:1.5rem}
.onrecord .event{grid-template-columns:minmax(0,1fr);row-gap:.3rem}
.onrecord .names{grid-template-columns:1fr;gap:0}
.onrecord .names dd{margin-bottom:.6rem}}
@media print{
.onrecord{font-size:10.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.onrecord .sheet{max-width:none;padding:0}
.onrecord .row{grid-template-columns:minmax(0,1fr) 15rem;column-gap:1.5rem;break-inside:avoid}
.onrecord .event{grid-template-columns:8.5rem minmax(0,1fr) 15rem;column-gap:1rem}
.onrecord h1{font-size:22pt}}
"""
