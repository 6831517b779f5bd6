"""How the board's own pieces of HTML look: its cards and its tiles.

Lines are of a grey that is seen on light and on dark. Where a browser knows no `light-dark`
it takes the line before.
"""

STYLE = """<style>
.opening{margin:0}
.opening strong{margin-right:.75rem}
.opening small{display:inline-block;font-size:.875rem;opacity:.7}
.taking{margin:.25rem 0 0;font-size:.875rem}
.taking a{margin-right:1em;color:inherit;color:light-dark(#1f5c99,#8ab8e6)}
.card{position:relative}
.card h4{margin:0;padding:.2rem 0 .5rem;font-size:1rem;line-height:1.4}
.card.charted h4{padding-right:6rem}
.card p{margin:0 0 .5rem}
.card .keys{font-size:.85rem}
.card .keys span{white-space:nowrap}
.card .keys>span{margin-right:.9em}
.card .notes{margin:0 0 .5rem;padding-left:1.4em;font-size:.85rem}
.card .notes li{margin:0;padding:0}
.card .nothing{opacity:.7}
.card summary{position:absolute;top:0;right:0;padding:.2rem .6rem;font-size:.875rem;cursor:pointer;
border:1px solid rgba(128,128,128,.35);border-radius:6px}
.card summary:hover{background:rgba(128,128,128,.12)}
.card .figures{max-height:19rem;overflow:auto;margin:0 0 .5rem;font-size:.875rem;
border:1px solid rgba(128,128,128,.3);border-radius:6px}
.card table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
.card th,.card td{padding:.3rem .6rem;text-align:left;vertical-align:top;white-space:nowrap}
.card tbody tr+tr td{border-top:1px solid rgba(128,128,128,.2)}
.card .number{text-align:right}
.card th{position:sticky;top:0;font-weight:600;background:Canvas;
background:light-dark(#f4f2ee,#20242b)}
.card td a{color:inherit;text-decoration-color:rgba(128,128,128,.6)}
.card .loads{font-size:.875rem}
.card .loads a,.card .origin a,.card .nothing a{color:inherit;color:light-dark(#1f5c99,#8ab8e6)}
.card .loads a{margin-right:.9em}
.card .origin{display:flex;flex-wrap:wrap;column-gap:.65em;font-size:.75rem}
.card .origin span{opacity:.75;margin-right:auto}
div dl.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:1rem;
margin:0;padding:0}
.tiles div{padding:.75rem 1rem;border:1px solid rgba(128,128,128,.3);border-radius:6px}
.tiles dt{font-size:.875rem;font-weight:400}
.tiles dd{margin:0;font-size:1.875rem;font-weight:600;line-height:1.4;
font-variant-numeric:tabular-nums}
.tiles dd+dd{font-size:.8rem;font-weight:400;opacity:.75}
.tiles b{margin-left:.5rem;font-size:.875rem;font-weight:400;white-space:nowrap}
.tiles .more{color:#1f9479;color:light-dark(#2f7a4b,#6dbb8a)}
.tiles .less{color:#cb4b3f;color:light-dark(#b3261e,#e5736b)}
@media print{.card summary,.card .loads,.card .origin a{display:none}
.card .figures{max-height:none;border:0}}
</style>"""
