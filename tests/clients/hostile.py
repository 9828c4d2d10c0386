"""Makes a folder of drafts whose names and texts are out to break a report: python3 hostile.py FOLDER."""

import os
import sys

NAMES = [
    b"a b.md", b"-dash.md", b"new\nline.md", b"quo\"te'.md", b"50%25,%0A.md", b"com,ma;semi.md", b"co:lon::error::x.md",
    b"<script>alert(1)<.md", b"]]>.md", b"|pipe`tick*.md", b"@everyone #1.md", b"\x1b[31mred.md", b"latin\xe9.md",
    b"caf\xc3\xa9/sub dir/n.md",
]
TEXTS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]></failure><x y=\"z\">", "a' onmouseover='alert(1)",
    "::error file=x::y", "%0A::warning::z", "| cell | @everyone #1", "\x1b[31mred\x07", "\x9b2J \u202eturned", "nul \0 here",
    "</pre></script></style>-->", "javascript:alert(1)", "ümläut 🚀",
]

folder = os.fsencode(sys.argv[1])
draft = "\ufeff# Words\n\nWe leverage it.\n"
pack = """id = "house"
severity = "warning"
message = '"{text}" ]]> <script>alert(4)</script> %0A::error::'
what = "<script>alert(1)</script> ]]> ::error::"
why = "<script>alert(2)</script>"
instead = "</style><script>alert(3)</script>"
"""
for number, text in enumerate(TEXTS):
    quoted = "".join(c if c.isprintable() and c not in '"\\' else f"\\u{ord(c):04x}" for c in text)
    pack += f'[[entry]]\nterms = ["zork{number}"]\nhears = "{quoted}"\nadvice = "{quoted}"\n'
    draft += f"\nSee zork{number}, says the house.\n\nPay [insert {text}] for it, and [TBD {text}](x).\n"
    draft += f"\n<p>We leverage {text}</p>\n\n![go viral {text}](x.png)\n"
os.makedirs(folder)
for name in NAMES:
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(draft)
with open(os.path.join(folder, b"house.toml"), "w", encoding="utf-8") as file:
    file.write(pack)
with open(os.path.join(folder, b"pitchlint.toml"), "w", encoding="utf-8") as file:
    file.write('packs = ["house.toml"]\n')
